package io.roadrunner.benchmarks.peers;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
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
        webSocket.setHandler(new Pages());
        server.setHandler(webSocket);
        server.start();
    }

    /// The two pages. Any thread.
    private static final class Pages extends Handler.Abstract.NonBlocking {
        private final ByteBuffer hello = ByteBuffer.wrap(Answers.hello());
        private final ByteBuffer large = ByteBuffer.wrap(Answers.large());

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            return switch (Request.getPathInContext(request)) {
                case "/hello" -> answer(response, Answers.TEXT, hello, callback);
                case "/large" -> answer(response, Answers.OCTETS, large, callback);
                default -> false;
            };
        }

        private static boolean answer(
                Response response, String type, ByteBuffer content, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.remaining());
            response.write(true, content.duplicate(), callback);
            return true;
        }
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
