package io.roadrunner.conformance.http1;

import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/// A server whose one handler tells in its answer what it was asked, and that remembers which paths
/// were asked for. Owned by one test class; any thread.
final class EchoServer implements AutoCloseable {
    private final Queue<String> reached = new ConcurrentLinkedQueue<>();
    private final TestServer server;

    private EchoServer(UnaryOperator<ListenerOptionsBuilder> change) {
        Routes routes = Routes.handler(this::answer);
        server = TestServer.start(options -> change.apply(options.routes(routes)));
    }

    static EchoServer start() {
        return start(UnaryOperator.identity());
    }

    static EchoServer start(UnaryOperator<ListenerOptionsBuilder> change) {
        return new EchoServer(change);
    }

    Wire connect() {
        return server.connect();
    }

    /// The paths that reached the handler so far, in order.
    List<String> reached() {
        return List.copyOf(reached);
    }

    /// The paths that reached the handler since the last call, in order.
    List<String> takeReached() {
        List<String> taken = reached();
        reached.clear();
        return taken;
    }

    /// The first answer to these bytes on a connection of their own.
    WireResponse answerTo(String bytes) {
        try (Wire wire = connect()) {
            return wire.send(bytes).readResponse();
        }
    }

    /// Expects that these bytes are refused with this status and that nothing behind them is read
    /// as a request.
    void expectRefused(int status, String bytes) {
        try (Wire wire = connect()) {
            wire.send(bytes + "GET /behind HTTP/1.1\r\nHost: x\r\n\r\n");
            wire.readResponse().expectStatus(status).expectHeader("connection", "close");
            wire.expectClosed();
        }
    }

    /// Expects that these bytes are one request which is served and leaves the connection ready for
    /// another one.
    ///
    /// @return the answer
    WireResponse expectServed(String bytes) {
        try (Wire wire = connect()) {
            wire.send(bytes + "GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
            WireResponse answer = wire.readResponse().expectStatus(200);
            wire.readResponse().expectStatus(200).expectHeader("x-path", "/next");
            return answer;
        }
    }

    /// Method, path, query, the fields `x`, and the trailer field `x` as fields; the body as body.
    private Response answer(Request request) throws IOException {
        reached.add(request.path());
        byte[] body = request.readBody();
        Headers.Builder fields = Headers.builder();
        fields.add("x-method", request.method());
        fields.add("x-path", request.path());
        fields.add("x-query", request.query());
        fields.add("x-version", request.version().toString());
        fields.add("x-values", String.valueOf(request.headers().all("x")));
        fields.add("x-trailer", String.valueOf(request.trailers().first("x")));
        return Responses.text(200, new String(body, StandardCharsets.UTF_8), fields.build());
    }

    @Override
    public void close() {
        server.close();
    }
}
