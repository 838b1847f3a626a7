package io.roadrunner.benchmarks.peers;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/// Jetty's core API. Handlers say that they do not block, so that it may call them on the thread
/// that read the request.
final class JettyPeer implements Peer {
    static void main(String[] arguments) throws Exception {
        Peer.start(new JettyPeer(), arguments);
    }

    @Override
    public void serve(int port) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        start(
                port,
                new HttpConnectionFactory(configuration),
                new HTTP2CServerConnectionFactory(configuration));
    }

    @Override
    public void serveTls(int port, PemIdentity identity) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        // By default it wants a host name that the certificate has; loopback has none.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.keyStore());
        tls.setKeyStorePassword("");
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        start(
                port,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(configuration),
                new HttpConnectionFactory(configuration));
    }

    private static void start(int port, ConnectionFactory... protocols) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, protocols);
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        WebSocketUpgradeHandler webSocket =
                WebSocketUpgradeHandler.from(
                        server,
                        container -> {
                            container.addMapping("/ws", (_, _, _) -> new Echo());
                            container.setInvocationType(InvocationType.NON_BLOCKING);
                        });
        webSocket.setHandler(JettyRoutes.handler());
        server.setHandler(webSocket);
        server.start();
    }

    /// Sends what it gets. One for each session; Jetty calls one method at a time. Public, because
    /// Jetty looks for its methods itself.
    public static final class Echo implements Session.Listener.AutoDemanding {
        private @Nullable Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            open().sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }

        @Override
        public void onWebSocketBinary(
                ByteBuffer data, org.eclipse.jetty.websocket.api.Callback callback) {
            open().sendBinary(data, callback);
        }

        private Session open() {
            return Objects.requireNonNull(session);
        }
    }
}
