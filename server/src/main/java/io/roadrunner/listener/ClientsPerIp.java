package io.roadrunner.listener;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the connections of each client network: an IPv4 address, or the /64 of an IPv6 address,
/// because that is what one subscriber has. Holds an entry only while a connection lives, so it is
/// bounded by `max_clients`. Any thread.
final class ClientsPerIp {
    private static final int PREFIX_BYTES = 8;

    private final ConcurrentHashMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();
    private volatile int limit;

    /// @param limit connections per network, 0 for any number
    ClientsPerIp(int limit) {
        this.limit = limit;
    }

    void limitTo(int connections) {
        limit = connections;
    }

    /// Counts a connection in.
    ///
    /// @return false when the network has as many as it may; it is not counted then
    boolean enter(InetAddress address) {
        int allowed = limit == 0 ? Integer.MAX_VALUE : limit;
        boolean[] entered = {false};
        counts.compute(
                network(address),
                (_, count) -> {
                    int before = count == null ? 0 : count;
                    entered[0] = before < allowed;
                    return entered[0] ? Integer.valueOf(before + 1) : count;
                });
        return entered[0];
    }

    /// Counts a connection out that was counted in.
    void leave(InetAddress address) {
        counts.computeIfPresent(network(address), (_, count) -> count == 1 ? null : count - 1);
    }

    /// How many networks are connected.
    int networks() {
        return counts.size();
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] octets = address.getAddress();
        Arrays.fill(octets, PREFIX_BYTES, octets.length, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("an address of " + octets.length + " bytes", e);
        }
    }
}
