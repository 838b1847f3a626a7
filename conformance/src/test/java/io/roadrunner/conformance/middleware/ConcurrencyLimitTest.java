package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.ConcurrencyLimit;
import io.roadrunner.middleware.ConcurrencyLimitOptions;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// Requests that run at the same time, and how each end gives its place back.
class ConcurrencyLimitTest {
    private final Semaphore gate = new Semaphore(0);

    private TestServer start(ConcurrencyLimit limit) {
        Routes routes =
                Routes.builder()
                        .get("/hello", _ -> Responses.text(200, "hello"))
                        .get(
                                "/wait",
                                _ -> {
                                    gate.acquire();
                                    return Responses.text(200, "waited");
                                })
                        .get(
                                "/stream",
                                _ ->
                                        Responses.streaming(
                                                200,
                                                Headers.empty(),
                                                push -> {
                                                    push.send("a");
                                                    gate.acquire();
                                                    push.send("b");
                                                    return Headers.empty();
                                                }))
                        .get(
                                "/cut",
                                _ ->
                                        Responses.streaming(
                                                200,
                                                Headers.empty(),
                                                push -> {
                                                    push.send("a");
                                                    throw new IOException("meant");
                                                }))
                        .get(
                                "/loop",
                                _ ->
                                        Responses.loop(
                                                200, Headers.empty(), 0, (_, _, _) -> Next.stop()))
                        .get(
                                "/fail",
                                _ -> {
                                    throw new IllegalStateException("meant");
                                })
                        .post(
                                "/body",
                                request -> Responses.text(200, "" + request.readBody().length))
                        .build();
        return TestServer.start(o ->
                o.routes(routes)
                        .bodyBuffering(BodyBuffering.MANUAL)
                        .maxContentLength(10)
                        .middlewares(List.of(limit)));
    }

    private static Wire get(TestServer server, String path) {
        return server.connect().send("GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n");
    }

    @Test
    @Rfc("9110 §15.6.4")
    void oneTooManyIs503UntilTheStreamHasEnded() {
        ConcurrencyLimit limit = ConcurrencyLimit.of(1);
        try (TestServer server = start(limit)) {
            try (Wire stream = get(server, "/stream")) {
                stream.readHead();
                assertEquals(1, limit.running());
                try (Wire other = get(server, "/hello")) {
                    other.readResponse().expectStatus(503).expectHeader("retry-after", "1");
                }
                gate.release();
                stream.expectChunk("a").expectChunk("b");
            }
            server.awaitIdle();
            assertEquals(0, limit.running());
            assertEquals(1, limit.refused());
            try (Wire again = get(server, "/hello")) {
                again.readResponse().expectStatus(200);
            }
        }
    }

    @Test
    void everyEndGivesThePlaceBackOnce() {
        ConcurrencyLimit limit = ConcurrencyLimit.of(1);
        try (TestServer server = start(limit)) {
            for (String path : List.of("/hello", "/cut", "/fail", "/none", "/hello")) {
                try (Wire wire = get(server, path)) {
                    wire.readHead();
                }
                server.awaitIdle();
                assertEquals(0, limit.running(), path);
            }
            try (Wire loop = get(server, "/loop")) {
                loop.readHead();
                assertEquals(1, limit.running());
                loop.reset();
            }
            server.awaitIdle();
            assertEquals(0, limit.running(), "a loop whose peer has gone");
            assertEquals(0, limit.refused());
        }
    }

    @Test
    void aBodyThatIsTooLargeIs413WhateverThePlaces() {
        ConcurrencyLimit limit = ConcurrencyLimit.of(1);
        try (TestServer server = start(limit);
                Wire wire = server.connect()) {
            wire.send("POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 11\r\n\r\n01234567890")
                    .readResponse()
                    .expectStatus(413);
            server.awaitIdle();
            assertEquals(0, limit.running());
            assertEquals(0, limit.refused());
        }
    }

    @Test
    void theQueueIsABoundAndServesWhoWaits() {
        ConcurrencyLimit limit =
                ConcurrencyLimit.of(
                        ConcurrencyLimitOptions.of(1).withQueue(1, Duration.ofMinutes(1)));
        try (TestServer server = start(limit);
                Wire first = get(server, "/wait")) {
            Await.until("the first runs", () -> limit.running() == 1);
            try (Wire second = get(server, "/hello")) {
                Await.until("the second waits", () -> limit.queued() == 1);
                try (Wire third = get(server, "/hello")) {
                    third.readResponse().expectStatus(503);
                }
                gate.release();
                first.readResponse().expectStatus(200);
                second.readResponse().expectStatus(200);
            }
        }
        assertEquals(0, limit.running());
        assertEquals(0, limit.queued());
    }

    @Test
    void whoWaitedTooLongIs503() {
        ConcurrencyLimit limit =
                ConcurrencyLimit.of(
                        ConcurrencyLimitOptions.of(1).withQueue(1, Duration.ofMillis(20)));
        try (TestServer server = start(limit);
                Wire first = get(server, "/wait")) {
            Await.until("the first runs", () -> limit.running() == 1);
            try (Wire second = get(server, "/hello")) {
                second.readResponse().expectStatus(503);
            }
            gate.release();
            first.readResponse().expectStatus(200);
            assertEquals(0, limit.queued());
        }
    }

    @Test
    void allWrongOptionsAreToldTogether() {
        assertEquals(
                "maxConcurrent must be 1 to 1000000, not 0; maxWait must be 0 to 1 hour, not PT-1S",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new ConcurrencyLimitOptions(0, 1, Duration.ofSeconds(-1)))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConcurrencyLimitOptions(1, 1, Duration.ZERO));
    }
}
