package io.roadrunner.rpc;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where calls are taken. Immutable.
public sealed interface RpcAddress {
    /// The address unless another is said: `tcp://127.0.0.1:6001`.
    RpcAddress STANDARD = new Tcp("127.0.0.1", 6001);

    /// A TCP port.
    ///
    /// @param host a name or literal address, that of IPv6 without brackets
    /// @param port 0 to 65535; 0 has a server take a free one
    record Tcp(String host, int port) implements RpcAddress {
        private static final int MAX_PORT = 65_535;

        /// Throws [IllegalArgumentException] for an empty host or a port out of range.
        public Tcp {
            if (host.isBlank()) {
                throw new IllegalArgumentException("an address of RPC without a host");
            }
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("no TCP port: " + port);
            }
        }

        @Override
        public InetSocketAddress socketAddress() throws UnknownHostException {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException("unknown host " + host);
            }
            return address;
        }

        /// As [RpcAddress#parse] reads it.
        @Override
        public String toString() {
            return "tcp://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /// A unix-domain socket.
    ///
    /// @param path the file of the socket; its folder exists and is writable for a server
    record Unix(Path path) implements RpcAddress {
        /// Throws [IllegalArgumentException] for an empty path.
        public Unix {
            if (path.toString().isEmpty()) {
                throw new IllegalArgumentException("an address of RPC without a path");
            }
        }

        @Override
        public UnixDomainSocketAddress socketAddress() {
            return UnixDomainSocketAddress.of(path);
        }

        /// As [RpcAddress#parse] reads it.
        @Override
        public String toString() {
            return "unix://" + path;
        }
    }

    /// Reads `tcp://host:port`, with brackets around an address of IPv6, or `unix://path`.
    ///
    /// @throws IllegalArgumentException for anything else
    static RpcAddress parse(String text) {
        if (text.startsWith("unix://")) {
            return new Unix(path(text.substring("unix://".length())));
        }
        if (text.startsWith("tcp://")) {
            return tcp(text, text.substring("tcp://".length()));
        }
        throw invalid(text);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path of a socket: " + Printable.of(text), e);
        }
    }

    private static Tcp tcp(String text, String authority) {
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || !authority.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw invalid(text);
        }
        String host = authority.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 && !bracketed) {
            throw invalid(text);
        }
        return new Tcp(
                bracketed ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(authority.substring(colon + 1)));
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(
                "no address of RPC, which is tcp://host:port or unix://path: "
                        + Printable.of(text));
    }

    /// The address for the system.
    ///
    /// @throws UnknownHostException when the host has no address
    SocketAddress socketAddress() throws UnknownHostException;
}
