package io.roadrunner.benchmarks.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import robaho.net.httpserver.extras.FormParser;
import robaho.net.httpserver.websockets.CloseCode;
import robaho.net.httpserver.websockets.WebSocket;
import robaho.net.httpserver.websockets.WebSocketFrame;
import robaho.net.httpserver.websockets.WebSocketHandler;

/// Robaho's server behind the interfaces of the JDK's, with a virtual thread for each connection.
final class RobahoPeer implements Peer {
    private static final String OPTIONS = "robaho.net.httpserver.";

    static void main(String[] arguments) throws Exception {
        System.setProperty(
                "com.sun.net.httpserver.HttpServerProvider", OPTIONS + "DefaultHttpServerProvider");
        System.setProperty(OPTIONS + "http2OverSSL", "true");
        System.setProperty(OPTIONS + "http2OverNonSSL", "true");
        System.setProperty(OPTIONS + "nodelay", "true");
        Peer.start(new RobahoPeer(), arguments);
    }

    @Override
    public void serve(int port) throws IOException {
        start(JdkPeer.plain(port), new EchoHandler());
    }

    @Override
    public void serveTls(int port, PemIdentity identity) throws Exception {
        // Over TLS its WebSocket shakes hands, but no message comes back.
        start(JdkPeer.tls(port, identity), JdkRoutes::notImplemented);
    }

    private static void start(HttpServer server, HttpHandler echo) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        JdkRoutes.install(server, RobahoPeer::form);
        server.createContext("/upload", RobahoPeer::upload);
        JdkRoutes.files()
                .ifPresent(files -> server.createContext("/static/", withoutContent(files)));
        server.createContext("/ws", echo);
        server.start();
    }

    /// In HTTP/2 its window stays shut somewhere in an upload of 20 MiB.
    private static void upload(HttpExchange exchange) throws IOException {
        if (isHttp1(exchange)) {
            JdkRoutes.upload(exchange);
        } else {
            JdkRoutes.notImplemented(exchange);
        }
    }

    private static boolean isHttp1(HttpExchange exchange) {
        return exchange.getProtocol().startsWith("HTTP/1");
    }

    /// A handler that finds a request of HTTP/1.1 without content. That of the JDK first skips the
    /// content, and to skip none waits here for octets that never come.
    private static HttpHandler withoutContent(HttpHandler handler) {
        return exchange -> {
            if (isHttp1(exchange)) {
                exchange.setStreams(InputStream.nullInputStream(), null);
            }
            handler.handle(exchange);
        };
    }

    private static Map<String, List<String>> form(HttpExchange exchange) throws IOException {
        return FormParser.parse("UTF-8", exchange.getRequestBody());
    }

    /// Opens an echo for each connection. Stateless.
    private static final class EchoHandler extends WebSocketHandler {
        @Override
        protected WebSocket openWebSocket(HttpExchange exchange) {
            return new Echo(exchange);
        }
    }

    /// Sends what it gets. One for each connection, on its thread.
    private static final class Echo extends WebSocket {
        Echo(HttpExchange exchange) {
            super(exchange);
        }

        @Override
        protected void onMessage(WebSocketFrame message) {
            try {
                message.setUnmasked();
                sendFrame(message);
            } catch (IOException e) {
                onException(e);
            }
        }

        @Override
        protected void onPong(WebSocketFrame pong) {}

        @Override
        protected void onClose(CloseCode code, String reason, boolean byPeer) {}
    }
}
