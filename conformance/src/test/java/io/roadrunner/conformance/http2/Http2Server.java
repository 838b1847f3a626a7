package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Response;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// A server on a plain port that speaks HTTP/2 at once (prior knowledge). Its handler tells in its
/// answer what it was asked; some paths do something else. Owned by one test class; any thread.
///
/// | path | answer |
/// |---|---|
/// | `/bytes/N` | a body of N octets |
/// | [#newGate()] | waits for [#open(String)], then `open`; the body is not read |
/// | `/stream` | `hello`, `world!` in pieces, and a trailer |
/// | `/early` | 103, then 200 |
/// | `/fields/N` | N octets of fields |
/// | `/hop` | tries to send fields that belong to a connection |
/// | `/secret` | `set-cookie`, and a field that is no secret |
final class Http2Server implements AutoCloseable {
    /// A stream that no test uses otherwise, to see that a connection goes on.
    static final int NEXT = 1001;

    private static final String GATES = "/gate/";
    private static final long PATIENCE_SECONDS = 10;

    private final Queue<String> reached = new ConcurrentLinkedQueue<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final TestServer server;

    private Http2Server(UnaryOperator<ListenerOptionsBuilder> change) {
        Routes routes = Routes.handler(this::answer);
        server = TestServer.start(o -> change.apply(o.routes(routes).protocols(Protocol.http2())));
    }

    static Http2Server start() {
        return start(UnaryOperator.identity());
    }

    static Http2Server start(UnaryOperator<ListenerOptionsBuilder> change) {
        return new Http2Server(change);
    }

    /// A connection that has sent the preface and SETTINGS.
    Http2Wire connect() {
        return Http2Wire.connect(server.port());
    }

    /// A connection that has sent nothing.
    Http2Wire connectSilently() {
        return Http2Wire.open(server.port());
    }

    /// A path whose requests wait until the test opens it.
    String newGate() {
        String path = GATES + gates.size();
        gates.put(path, new CountDownLatch(1));
        return path;
    }

    int port() {
        return server.port();
    }

    /// Lets the requests to this path go on, be they there already or not.
    void open(String gate) {
        gateAt(gate).countDown();
    }

    private CountDownLatch gateAt(String path) {
        return Objects.requireNonNull(gates.get(path), path);
    }

    /// The paths that reached the handler since the last call, in order.
    List<String> takeReached() {
        List<String> taken = List.copyOf(reached);
        reached.clear();
        return taken;
    }

    /// Waits until no connection holds a slot and no request is in flight.
    void awaitIdle() {
        server.awaitIdle();
    }

    /// The answer to a request on a connection of its own.
    Http2Response answerTo(Outgoing... frames) {
        try (Http2Wire wire = connect()) {
            return wire.send(frames).expectResponse(1);
        }
    }

    /// Expects that these frames end their connection.
    void expectConnectionError(ErrorCode code, Outgoing... frames) {
        try (Http2Wire wire = connect()) {
            wire.send(frames).expectConnectionError(code);
        }
    }

    /// Expects that these frames end stream 1 and nothing else.
    void expectStreamError(ErrorCode code, Outgoing... frames) {
        try (Http2Wire wire = connect()) {
            wire.send(frames).expectReset(1, code);
            expectGoesOn(wire);
        }
    }

    /// Expects that this request on stream 1 is malformed (RFC 9113 §8.1.1): no handler hears of
    /// it, its stream is reset, and the connection goes on.
    void expectMalformed(HeadersFrame request) {
        takeReached();
        expectStreamError(ErrorCode.PROTOCOL_ERROR, request);
        assertEquals(List.of("/next"), takeReached());
    }

    /// Expects that the connection serves another request.
    static void expectGoesOn(Http2Wire wire) {
        wire.send(headers(NEXT).get("/next"));
        wire.expectResponse(NEXT).expectStatus(200).expectField("x-path", "/next");
    }

    /// Expects RST_STREAM of stream 1, or GOAWAY with the end of the connection, where the RFC
    /// leaves the choice.
    static void expectError(Http2Wire wire, ErrorCode... codes) {
        Frame frame = wire.receive();
        while (!(frame instanceof Frame.Reset) && !(frame instanceof Frame.GoAway)) {
            frame = wire.receive();
        }
        if (frame instanceof Frame.GoAway goAway) {
            assertTrue(Set.of(codes).contains(goAway.code()), goAway.toString());
            wire.expectClosed();
        } else if (frame instanceof Frame.Reset reset) {
            assertTrue(Set.of(codes).contains(reset.code()), reset.toString());
        }
    }

    private Response answer(Request request) throws IOException, InterruptedException {
        String path = request.path();
        reached.add(path);
        if (path.startsWith("/bytes/")) {
            return Responses.body(200, "text/plain", new byte[number(path)]);
        }
        if (path.startsWith("/fields/")) {
            String value = "v".repeat(number(path));
            return Responses.text(200, "fields", Headers.of("x-large", value));
        }
        if (path.startsWith(GATES)) {
            if (!gateAt(path).await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
            return Responses.text(200, "open");
        }
        return switch (path) {
            case "/stream" -> stream();
            case "/early" -> {
                request.sendInterim(103, Headers.of("link", "</a>"));
                yield Responses.text(200, "late");
            }
            case "/secret" ->
                    Responses.text(200, "", Headers.of("set-cookie", "id=1234", "x-same", "same"));
            case "/none" -> Responses.noContent();
            case "/hop" -> Responses.text(200, "hop", Headers.of("connection", "close", "x", "y"));
            default -> echo(request);
        };
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private static Response stream() {
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    push.send("hello".getBytes(StandardCharsets.US_ASCII));
                    push.send("world!".getBytes(StandardCharsets.US_ASCII));
                    return Headers.of("x-sum", "11");
                });
    }

    /// What the handler saw as fields, and the body as body.
    private static Response echo(Request request) throws IOException {
        byte[] body = request.readBody();
        Headers.Builder fields = Headers.builder();
        fields.add("x-method", request.method());
        fields.add("x-path", request.path());
        fields.add("x-query", request.query());
        fields.add("x-version", request.version().toString());
        fields.add("x-host", request.host());
        fields.add("x-cookies", String.valueOf(request.headers().all("cookie")));
        fields.add("x-values", String.valueOf(request.headers().all("x")));
        fields.add("x-trailer", String.valueOf(request.trailers().first("x")));
        return Responses.text(200, new String(body, StandardCharsets.UTF_8), fields.build());
    }

    @Override
    public void close() {
        server.close();
    }
}
