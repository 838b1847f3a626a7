package io.roadrunner.status;

import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.config.Protocol;
import io.roadrunner.telemetry.ListenerStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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
                text(listener.address()),
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

    /// An address without the name of the host, which nobody asked for.
    static String text(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
            InetAddress host = inet.getAddress();
            String text = host.getHostAddress();
            return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + inet.getPort();
        }
        return address.toString();
    }
}
