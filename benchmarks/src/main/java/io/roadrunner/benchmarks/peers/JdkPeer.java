package io.roadrunner.benchmarks.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// The server of the JDK with a virtual thread for each exchange. It has neither HTTP/2 nor
/// WebSocket.
final class JdkPeer implements Peer {
    /// As many idle connections as are measured: beyond 200 it closes them by itself.
    private static final String IDLE = "20000";

    static void main(String[] arguments) throws Exception {
        System.setProperty(
                "com.sun.net.httpserver.HttpServerProvider",
                "sun.net.httpserver.DefaultHttpServerProvider");
        System.setProperty("sun.net.httpserver.maxIdleConnections", IDLE);
        // Without it the second segment of an answer waits for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Peer.start(new JdkPeer(), arguments);
    }

    @Override
    public void serve(int port) throws IOException {
        start(plain(port));
    }

    @Override
    public void serveTls(int port, PemIdentity identity) throws Exception {
        start(tls(port, identity));
    }

    /// A server without TLS of whoever provides them.
    static HttpServer plain(int port) throws IOException {
        return HttpServer.create(address(port), 0);
    }

    /// A server with TLS of whoever provides them.
    static HttpServer tls(int port, PemIdentity identity) throws Exception {
        HttpsServer server = HttpsServer.create(address(port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.sslContext()));
        return server;
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void start(HttpServer server) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        JdkRoutes.install(server, JdkPeer::form);
        server.createContext("/upload", JdkRoutes::upload);
        JdkRoutes.files().ifPresent(files -> server.createContext("/static/", files));
        server.createContext("/ws", JdkRoutes::notImplemented);
        server.start();
    }

    /// It has no parser for forms.
    private static Map<String, List<String>> form(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> fields = HashMap.newHashMap(128);
            for (String pair : content.split("&", -1)) {
                int equals = pair.indexOf('=');
                fields.put(
                        decode(pair.substring(0, equals)),
                        List.of(decode(pair.substring(equals + 1))));
            }
            return fields;
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
