package io.roadrunner.status;

import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.AddressText;
import io.roadrunner.telemetry.ListenerStatus;
import java.util.List;

/// A listener at one moment, as the page shows it. Immutable.
///
/// @param name of the listener
/// @param address where it listens, as in a URL; a path for a unix-domain socket
/// @param protocols their names
/// @param status where it stands
/// @param info its counters
record ListenerView(
        String name,
        String address,
        List<String> protocols,
        ListenerStatus status,
        ListenerInfo info) {
    ListenerView {
        protocols = List.copyOf(protocols);
    }

    static ListenerView of(Listener listener) {
        return new ListenerView(
                listener.name(),
                AddressText.of(listener.address()),
                listener.protocols().stream().map(Protocol::name).toList(),
                listener.status(),
                listener.info());
    }

    /// Whether it speaks TLS.
    boolean hasTls() {
        return info.tlsGeneration() > 0;
    }

    /// Where it stands, for people.
    String phase() {
        return switch (status) {
            case ACCEPTING -> "accepting";
            case DRAINING -> "draining";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
        };
    }
}
