package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.RateLimit;
import io.roadrunner.middleware.SecurityHeaders;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the server refuses while it reads a body passes through the middlewares like any answer,
/// once, and they decide before the body is read.
class RefusalsTest {
    private static final int MOST = 10;

    private final AtomicInteger calls = new AtomicInteger();

    private TestServer server() {
        Routes routes =
                Routes.builder()
                        .post("/body", request -> Responses.body(200, "a/b", request.body()))
                        .post("/form", request -> Responses.json(200, request.form().fields()))
                        .get(
                                "/query",
                                request ->
                                        Responses.text(200, request.queryParameters().toString()))
                        .get(
                                "/broken",
                                _ -> {
                                    throw new IllegalStateException("on purpose");
                                })
                        .get("/nothing", _ -> nothing())
                        .get("/upgrade", _ -> Responses.upgrade("unknown", _ -> {}))
                        .build();
        return TestServer.start(options ->
                options.routes(routes)
                        .maxContentLength(MOST)
                        .middlewares(
                                (request, next) -> {
                                    calls.incrementAndGet();
                                    return next.handle(request);
                                },
                                SecurityHeaders.standard()));
    }

    /// As a handler of a language without null checks does.
    @SuppressWarnings("NullAway")
    private static Response nothing() {
        return null;
    }

    private void isRefusedOnce(String request, int status) {
        try (TestServer server = server();
                Wire wire = server.connect()) {
            WireResponse response = wire.send(request).readResponse();
            response.expectStatus(status).expectHeader("x-content-type-options", "nosniff");
            assertEquals(1, calls.get(), "once through the middlewares");
        }
    }

    @Test
    void contentThatIsTooLong() {
        isRefusedOnce("POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 11\r\n\r\n", 413);
    }

    @Test
    void contentThatIsMalformed() {
        isRefusedOnce(
                "POST /body HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nx\r\n", 400);
    }

    @Test
    void aFormThatIsNone() {
        isRefusedOnce("POST /form HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\nx", 415);
    }

    @Test
    void tooManyParameters() {
        String query = "&a".repeat(2000);
        isRefusedOnce("GET /query?" + query + " HTTP/1.1\r\nhost: a\r\n\r\n", 400);
    }

    @Test
    void aHandlerThatThrows() {
        isRefusedOnce("GET /broken HTTP/1.1\r\nhost: a\r\n\r\n", 500);
    }

    @Test
    void aHandlerThatAnswersNothing() {
        isRefusedOnce("GET /nothing HTTP/1.1\r\nhost: a\r\n\r\n", 500);
    }

    @Test
    void aProtocolThatWasNotAskedFor() {
        isRefusedOnce("GET /upgrade HTTP/1.1\r\nhost: a\r\n\r\n", 501);
    }

    @Test
    void aRouteThatIsMissing() {
        isRefusedOnce("GET /missing HTTP/1.1\r\nhost: a\r\n\r\n", 404);
    }

    @Test
    void theLastByteThatIsAllowedIsServed() {
        try (TestServer server = server();
                Wire wire = server.connect()) {
            wire.send("POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n0123456789")
                    .readResponse()
                    .expectStatus(200)
                    .expectBody("0123456789");
        }
    }

    @Test
    void aRateLimitDecidesBeforeABufferedBodyIsRead() {
        RateLimit limit = RateLimit.of(1, Duration.ofHours(1));
        try (TestServer server =
                        TestServer.start(options ->
                                options.routes(Routes.handler(_ -> Responses.text(200, "in")))
                                        .middlewares(limit));
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
            wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n")
                    .readResponse()
                    .expectStatus(429);
        }
    }
}
