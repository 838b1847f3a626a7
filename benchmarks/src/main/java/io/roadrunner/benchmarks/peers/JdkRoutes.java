package io.roadrunner.benchmarks.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// The routes of servers behind the interfaces of the JDK's: contexts match the start of a path,
/// the rest is read by the handler. Any thread.
final class JdkRoutes {
    private static final int BUFFER_LENGTH = 64 << 10;
    private static final int NO_CONTENT = -1;

    private final byte[] hello = Answers.hello();
    private final byte[] large = Answers.large();
    private final byte[] piece = Answers.piece();
    private final byte[] rows = Answers.rows();

    private JdkRoutes() {}

    /// Reads a form as the server at hand can.
    @FunctionalInterface
    interface FormReader {
        Map<String, List<String>> read(HttpExchange exchange) throws IOException;
    }

    static void install(HttpServer server, FormReader forms) {
        new JdkRoutes().addTo(server, forms);
    }

    private void addTo(HttpServer server, FormReader forms) {
        server.createContext("/hello", exchange -> answer(exchange, Answers.TEXT, hello));
        server.createContext("/json", exchange -> answer(exchange, Answers.JSON, Jackson.order()));
        server.createContext("/echo", JdkRoutes::echo);
        server.createContext("/headers", JdkRoutes::field);
        server.createContext("/large", exchange -> answer(exchange, Answers.OCTETS, large));
        server.createContext("/form", exchange -> form(exchange, forms.read(exchange)));
        server.createContext("/stream", this::stream);
        server.createContext("/sse", JdkRoutes::events);
        server.createContext("/gzip", this::rows);
        for (int i = 0; i < Answers.ROUTES; i++) {
            server.createContext(Answers.routePrefix(i) + "/", item(i));
        }
    }

    /// What serves the files of `/static`, when there are any.
    static Optional<HttpHandler> files() {
        return Peer.staticFolder()
                .map(folder -> SimpleFileServer.createFileHandler(folder.toAbsolutePath()));
    }

    /// Says that the server has nothing for this route.
    static void notImplemented(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(501, NO_CONTENT);
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] content)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length == 0 ? NO_CONTENT : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static void text(HttpExchange exchange, String text) throws IOException {
        answer(exchange, Answers.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        byte[] content = exchange.getRequestBody().readAllBytes();
        answer(exchange, Objects.requireNonNullElse(type, Answers.OCTETS), content);
    }

    private static void field(HttpExchange exchange) throws IOException {
        String value = exchange.getRequestHeaders().getFirst(Answers.ECHOED_FIELD);
        text(exchange, Objects.requireNonNullElse(value, ""));
    }

    private static void form(HttpExchange exchange, Map<String, List<String>> fields)
            throws IOException {
        String value = fields.getOrDefault("field64", List.of("")).getFirst();
        text(exchange, Answers.form(fields.size(), value));
    }

    /// The handler behind one of the prefixes: `id`, `items` and `item` are left of the path.
    private static HttpHandler item(int number) {
        int prefix = Answers.routePrefix(number).length() + 1;
        return exchange -> {
            String[] segments = exchange.getRequestURI().getPath().substring(prefix).split("/", -1);
            text(exchange, Answers.route(number, segments[0], segments[2]));
        };
    }

    static void upload(HttpExchange exchange) throws IOException {
        byte[] buffer = new byte[BUFFER_LENGTH];
        long octets = 0;
        try (InputStream in = exchange.getRequestBody()) {
            for (int read; (read = in.read(buffer)) >= 0; ) {
                octets += read;
            }
        }
        text(exchange, Long.toString(octets));
    }

    private void stream(HttpExchange exchange) throws IOException {
        try (exchange;
                OutputStream out = begin(exchange, Answers.OCTETS)) {
            for (int i = 0; i < Answers.PIECES; i++) {
                out.write(piece);
                out.flush();
            }
        }
    }

    private static void events(HttpExchange exchange) throws IOException {
        try (exchange;
                OutputStream out = begin(exchange, Answers.EVENTS)) {
            for (int i = 0; i < Answers.TICKS; i++) {
                out.write(Answers.event(i).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    /// The server does not compress, so the handler does.
    private void rows(HttpExchange exchange) throws IOException {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (accepted == null || !accepted.contains("gzip")) {
            answer(exchange, Answers.JSON, rows);
            return;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        try (exchange;
                OutputStream out = new GZIPOutputStream(begin(exchange, Answers.JSON))) {
            out.write(rows);
        }
    }

    private static OutputStream begin(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }
}
