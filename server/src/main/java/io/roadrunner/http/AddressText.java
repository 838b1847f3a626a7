package io.roadrunner.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Addresses of sockets as a URL has them (RFC 3986 §3.2.2), without names that somebody would have
/// to be asked for. Stateless, any thread.
public final class AddressText {
    private AddressText() {}

    /// `127.0.0.1:80`, `[0:0:0:0:0:0:0:1]:80`, or the path of a unix-domain socket.
    public static String of(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String host = inet.getAddress().getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
        }
        return address.toString();
    }
}
