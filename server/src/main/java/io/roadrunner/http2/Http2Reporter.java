package io.roadrunner.http2;

import io.roadrunner.connection.Clock;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionFailed;
import io.roadrunner.telemetry.ConnectionEvent.StreamFailed;
import io.roadrunner.telemetry.Telemetry;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Tells telemetry what peers do against the protocol. Any thread.
///
/// @param listenerName whose peers
/// @param telemetry who is told
/// @param clock what time it is
record Http2Reporter(String listenerName, Telemetry telemetry, Clock clock) {
    /// A connection was ended for what its peer did.
    void goAway(@Nullable InetSocketAddress peer, Http2Exception.OfConnection error) {
        if (telemetry.wants(ConnectionFailed.class)) {
            telemetry.emit(
                    new ConnectionFailed(
                            clock.now(), listenerName, peer, error.code().name(), error.reason()));
        }
    }

    /// A stream was ended for what its peer did.
    void reset(@Nullable InetSocketAddress peer, int streamId, Http2Exception.OfStream error) {
        if (telemetry.wants(StreamFailed.class)) {
            String code = error.code().name();
            telemetry.emit(
                    new StreamFailed(
                            clock.now(), listenerName, peer, streamId, code, error.reason()));
        }
    }

    /// The peer has ended a stream.
    void resetByPeer(@Nullable InetSocketAddress peer, int streamId, String code) {
        if (telemetry.wants(StreamFailed.class)) {
            telemetry.emit(
                    new StreamFailed(
                            clock.now(), listenerName, peer, streamId, code, "reset by the peer"));
        }
    }
}
