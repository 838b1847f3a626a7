package io.roadrunner.standalone;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// What the user is told of an address that is listened on. Stateless.
final class Addresses {
    private Addresses() {}

    /// An address to open in a browser, or the path of a unix socket.
    ///
    /// @param scheme what is spoken there
    static String describe(String scheme, SocketAddress listened) {
        if (!(listened instanceof InetSocketAddress address)) {
            return "unix:" + listened;
        }
        InetAddress host = address.getAddress();
        if (host.isAnyLocalAddress()) {
            return scheme + "://127.0.0.1:" + address.getPort() + "/ and on every other address";
        }
        String text = host.getHostAddress();
        String literal = host instanceof Inet6Address ? "[" + text + "]" : text;
        return scheme + "://" + literal + ":" + address.getPort() + "/";
    }
}
