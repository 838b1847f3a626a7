package io.roadrunner.listener;

import io.roadrunner.connection.ActiveRequest;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Drain;
import java.util.List;

/// A connection before its protocol: no request has begun, so there is little to ask it for, and
/// the wait for the peer ends at one deadline. Threads as for every [Connection].
sealed interface Opening extends Connection permits PrefaceDetection, ProxyHandshake, TlsHandshake {
    /// The deadline has passed.
    void expire();

    @Override
    default void check(long nowNanos) {
        if (nowNanos - deadlineNanos() >= 0) {
            expire();
        }
    }

    @Override
    default void notifyDrain(Drain drain) {
        // There is no handler yet.
    }

    @Override
    default List<ActiveRequest> activeRequests() {
        return List.of();
    }

    @Override
    default long requestsServed() {
        return 0;
    }
}
