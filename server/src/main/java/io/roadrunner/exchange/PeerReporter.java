package io.roadrunner.exchange;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.telemetry.ConnectionEvent;
import io.roadrunner.telemetry.ConnectionEvent.PeerTimedOut;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.telemetry.ConnectionEvent.SlowPeer;
import io.roadrunner.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells telemetry of peers that were given up because they did not send or read in time. Any
/// thread.
///
/// @param listenerName whose peers
/// @param telemetry who is told
/// @param clock what time it is
public record PeerReporter(String listenerName, Telemetry telemetry, Clock clock) {
    /// Reports a peer.
    ///
    /// @param phase what it was late with
    /// @param cause [CloseCause#SLOW_PEER] or one of the timeouts
    /// @param rate what was measured of it
    public void late(
            @Nullable InetSocketAddress peer, Phase phase, CloseCause cause, RateMeter rate) {
        if (!telemetry.wants(ConnectionEvent.class)) {
            return;
        }
        Duration waited = Duration.ofNanos(rate.waitedNanos());
        telemetry.emit(
                cause == CloseCause.SLOW_PEER
                        ? new SlowPeer(clock.now(), listenerName, peer, phase, rate.bytes(), waited)
                        : new PeerTimedOut(clock.now(), listenerName, peer, phase, waited));
    }
}
