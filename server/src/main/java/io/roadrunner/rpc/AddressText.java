package io.roadrunner.rpc;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Addresses as a URL has them, without names that somebody would have to be asked for.
final class AddressText {
    private AddressText() {}

    /// `127.0.0.1:80`, `[::1]:80` with all its zeros, or the path of a unix-domain socket; nothing
    /// for null.
    static String of(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String host = inet.getAddress().getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
        }
        return address == null ? "" : address.toString();
    }
}
