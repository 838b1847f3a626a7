package io.roadrunner.standalone;

import io.roadrunner.http.AddressText;
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
        return scheme + "://" + AddressText.of(address) + "/";
    }
}
