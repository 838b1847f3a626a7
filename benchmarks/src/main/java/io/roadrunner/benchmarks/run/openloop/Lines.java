package io.roadrunner.benchmarks.run.openloop;

import io.roadrunner.benchmarks.run.client.Trusting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// The connections to one server, which the selector knows. One thread.
final class Lines {
    private static final String HTTP2 = "h2";

    private final URI target;
    private final boolean http2;
    private final SSLContext tls;
    private final Selector selector;

    /// @param target `http` or `https`
    /// @param selector of all connections
    Lines(URI target, boolean http2, Selector selector) throws GeneralSecurityException {
        this.target = target;
        this.http2 = http2;
        this.selector = selector;
        tls = Trusting.context();
    }

    /// Connections with nothing in flight: those that are open already, and new ones in place of
    /// those that still wait for an answer.
    ///
    /// @param count how many are wanted
    List<Connection> idle(int count) throws IOException {
        List<Connection> idle = new ArrayList<>();
        for (SelectionKey key : selector.keys()) {
            Connection connection = (Connection) key.attachment();
            boolean isUsable = key.isValid() && connection.line().inFlight() == 0;
            if (isUsable && !connection.line().isLast()) {
                idle.add(connection);
            } else {
                connection.close();
            }
        }
        while (idle.size() < count) {
            idle.add(open());
        }
        return idle;
    }

    /// Closes all.
    void close() {
        selector.keys().forEach(key -> ((Connection) key.attachment()).close());
    }

    /// What tells which connections have something to read.
    Selector selector() {
        return selector;
    }

    /// A connection that can be used.
    ///
    /// @throws IOException when the server does not agree
    Connection open() throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(target.getHost(), target.getPort()));
        boolean opened = false;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Wire wire = wire(channel);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection connection = new Connection(wire, line(wire));
            key.attach(connection);
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private Wire wire(SocketChannel channel) throws IOException {
        if (!isTls()) {
            channel.configureBlocking(false);
            return new PlainWire(channel);
        }
        SSLEngine engine = tls.createSSLEngine(target.getHost(), target.getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {http2 ? HTTP2 : "http/1.1"});
        engine.setSSLParameters(parameters);
        TlsWire wire = TlsWire.open(engine, channel);
        if (http2 && !HTTP2.equals(engine.getApplicationProtocol())) {
            throw new IOException("the server does not speak HTTP/2");
        }
        return wire;
    }

    private Line line(Wire wire) throws IOException {
        return http2
                ? new Http2Line(
                        wire, Frames.fields(isTls(), target.getRawAuthority(), target.getRawPath()))
                : new Http1Line(wire, target.getRawAuthority(), target.getRawPath());
    }

    private boolean isTls() {
        return "https".equals(target.getScheme());
    }
}
