package io.roadrunner.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose word about the client counts: the networks that the proxies of an installation are in.
/// Everybody else may write what they like into `forwarded` and is not believed. Immutable.
///
/// @param networks where the proxies are
/// @param unixSockets whether whoever connects through a unix-domain socket is one
public record TrustedProxies(List<Network> networks, boolean unixSockets) {
    private static final String UNIX = "unix";
    private static final TrustedProxies NONE = new TrustedProxies(List.of(), false);

    /// Copies the list.
    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /// Nobody is believed.
    public static TrustedProxies none() {
        return NONE;
    }

    /// Reads networks as [Network#parse(String)] does, and `unix` for unix-domain sockets.
    ///
    /// @throws IllegalArgumentException that names each that is none
    public static TrustedProxies of(String... networks) {
        List<Network> parsed = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        boolean unix = false;
        for (String network : networks) {
            if (network.equals(UNIX)) {
                unix = true;
                continue;
            }
            try {
                parsed.add(Network.parse(network));
            } catch (IllegalArgumentException e) {
                problems.add("\"" + network + "\" is no network: " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new TrustedProxies(parsed, unix);
    }

    /// Whether nobody is believed.
    public boolean isEmpty() {
        return networks.isEmpty() && !unixSockets;
    }

    /// Whether the peer of a connection is a proxy.
    ///
    /// @param peer null for a unix-domain socket
    public boolean trusts(@Nullable InetSocketAddress peer) {
        return peer == null ? unixSockets : !networks.isEmpty() && contains(peer.getAddress());
    }

    /// Whether an address is that of a proxy.
    public boolean contains(InetAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /// The networks as they are written.
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        networks.forEach(network -> texts.add(network.toString()));
        if (unixSockets) {
            texts.add(UNIX);
        }
        return texts.toString();
    }
}
