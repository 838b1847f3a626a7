package io.roadrunner.middleware;

import io.roadrunner.http.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// What counts as one client: an IPv4 address, or the /64 of an IPv6 address, because whoever has
/// one address there has all of them. Immutable.
///
/// @param high the first 64 bits of an IPv6 address, else 0
/// @param low an IPv4 address, else -1; -2 for the peers on a unix-domain socket
public record ClientKey(long high, long low) {
    private static final ClientKey LOCAL = new ClientKey(0, -2);

    /// The client that a request comes from: its peer, or whom trusted proxies name.
    public static ClientKey of(Request request) {
        InetAddress client = request.clientAddress();
        return client == null ? LOCAL : of(client);
    }

    /// The client at an address.
    static ClientKey of(InetAddress address) {
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new ClientKey(octets.getLong(), -1)
                : new ClientKey(0, Integer.toUnsignedLong(octets.getInt()));
    }
}
