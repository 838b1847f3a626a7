package io.roadrunner.listener;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionLimit;
import io.roadrunner.tls.TlsEnvironment;
import io.roadrunner.transport.SelectorLoops;
import io.roadrunner.transport.SocketTransport;
import io.roadrunner.transport.TlsTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What all connections of a listener have in common. Immutable but for the counters that it holds;
/// any thread.
///
/// @param listenerName the name of the listener
/// @param selectors who wakes them
/// @param registry slots and live connections
/// @param clients connections per client network
/// @param protocols what is spoken
/// @param handshake what goes before it
/// @param retirement how old a connection may get
/// @param reporter who tells telemetry
/// @param clock what time it is
record ConnectionEnvironment(
        String listenerName,
        SelectorLoops selectors,
        ConnectionRegistry registry,
        ClientsPerIp clients,
        ProtocolSelector protocols,
        Handshake handshake,
        Retirement retirement,
        ConnectionReporter reporter,
        Clock clock) {
    /// What the peers of a port with TLS speak through, null on a plain one.
    ///
    /// @throws IOException when the connection is gone
    @Nullable TlsTransport secure(SocketTransport plain) throws IOException {
        TlsEnvironment tls = handshake.tls();
        return tls == null ? null : new TlsTransport(plain, tls.layer(plain.socket()));
    }

    /// What a connection begins with before its protocol.
    ///
    /// @param proxies who sends a PROXY header, nobody when that is not expected
    /// @param tls the keys and certificates, null on a plain port
    /// @param nanos how long it may take
    record Handshake(TrustedProxies proxies, @Nullable TlsEnvironment tls, long nanos) {
        static Handshake of(ListenerOptions options, @Nullable TlsEnvironment tls) {
            TrustedProxies proxies =
                    options.proxyProtocol() ? options.trustedProxies() : TrustedProxies.none();
            return new Handshake(proxies, tls, options.handshakeTimeout().toNanos());
        }
    }

    /// Counts a peer with which no keys were agreed on.
    void failHandshake(@Nullable InetSocketAddress peer, String reason) {
        registry.countRejected();
        reporter.handshakeFailed(peer, reason);
    }

    /// Whether the peer has to send a PROXY header first.
    boolean expectsProxyHeader(@Nullable InetSocketAddress peer) {
        return !handshake.proxies().isEmpty() && handshake.proxies().trusts(peer);
    }

    long handshakeNanos() {
        return handshake.nanos();
    }

    /// Counts a proxy that has not sent its header.
    void rejectProxy(@Nullable InetSocketAddress proxy) {
        registry.countRejected();
        reporter.rejected(proxy, ConnectionLimit.PROXY_HEADER);
    }

    /// Counts a connection of its network in, unless that has too many.
    boolean admits(@Nullable InetSocketAddress peer) {
        if (peer == null || clients.enter(peer.getAddress())) {
            return true;
        }
        registry.countRejected();
        reporter.rejected(peer, ConnectionLimit.MAX_CLIENTS_PER_IP);
        return false;
    }

    /// Counts a connection of its network out.
    void leaves(@Nullable InetSocketAddress peer) {
        if (peer != null) {
            clients.leave(peer.getAddress());
        }
    }

    /// What `jcmd Thread.dump_to_file` shows.
    ///
    /// @param protocol its short name
    String threadName(String protocol, @Nullable InetSocketAddress peer) {
        // An address without a host name shows as "/192.0.2.1:80" or "/[2001:db8::1]:80".
        String client = peer == null ? "/unix" : peer.toString();
        return "roadrunner/" + listenerName + "/" + protocol + client;
    }
}
