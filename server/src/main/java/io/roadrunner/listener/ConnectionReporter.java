package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionLimit;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionRejected;
import io.roadrunner.telemetry.ConnectionEvent.TlsHandshakeFailed;
import io.roadrunner.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells telemetry of connections that come and go. Any thread.
///
/// @param listenerName whose connections
/// @param telemetry who is told
/// @param clock what time it is
record ConnectionReporter(String listenerName, Telemetry telemetry, Clock clock) {
    void accepted(@Nullable InetSocketAddress peer) {
        if (telemetry.wants(ConnectionAccepted.class)) {
            telemetry.emit(new ConnectionAccepted(clock.now(), listenerName, peer));
        }
    }

    void closed(
            @Nullable InetSocketAddress peer, long acceptedNanos, long served, CloseCause cause) {
        if (telemetry.wants(ConnectionClosed.class)) {
            Duration age = Duration.ofNanos(Math.max(0, clock.nanoTime() - acceptedNanos));
            telemetry.emit(
                    new ConnectionClosed(
                            clock.now(), listenerName, peer, age, served, cause.text()));
        }
    }

    void handshakeFailed(@Nullable InetSocketAddress peer, String reason) {
        if (telemetry.wants(TlsHandshakeFailed.class)) {
            telemetry.emit(new TlsHandshakeFailed(clock.now(), listenerName, peer, reason));
        }
    }

    void rejected(@Nullable InetSocketAddress peer, ConnectionLimit limit) {
        if (telemetry.wants(ConnectionRejected.class)) {
            telemetry.emit(new ConnectionRejected(clock.now(), listenerName, peer, limit));
        }
    }
}
