package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.RequestScope;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.Timeout;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Handlers that take too long, and those that do not.
class TimeoutTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(30);

    private final CountDownLatch never = new CountDownLatch(1);

    private static TestServer start(Duration limit, Handler handler) {
        return TestServer.start(o ->
                o.routes(Routes.handler(handler))
                        .bodyBuffering(BodyBuffering.MANUAL)
                        .middlewares(List.of(Timeout.of(limit))));
    }

    @Test
    @Rfc("9110 §15.6.4")
    void aHandlerThatWaitsIsInterruptedAndTheConnectionGoesOn() {
        AtomicBoolean interrupted = new AtomicBoolean();
        try (TestServer server =
                        start(
                                SHORT,
                                request -> {
                                    if (request.hasHeader("x-quick")) {
                                        return Responses.text(200, "quick");
                                    }
                                    try {
                                        never.await();
                                    } catch (InterruptedException e) {
                                        interrupted.set(true);
                                        throw e;
                                    }
                                    return Responses.noContent();
                                });
                Wire wire = server.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(GET)
                        .readResponse()
                        .expectStatus(503)
                        .expectHeader("retry-after", "1")
                        .expectBody("the answer took too long\n");
                assertTrue(interrupted.getAndSet(false));
                wire.send("GET / HTTP/1.1\r\nhost: a\r\nx-quick: 1\r\n\r\n")
                        .readResponse()
                        .expectStatus(200);
            }
        }
    }

    @Test
    void anAnswerThatIsLateIs503EvenWhenTheInterruptIsIgnored() {
        try (TestServer server =
                        start(
                                SHORT,
                                _ -> {
                                    try {
                                        never.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    return Responses.text(200, "late");
                                });
                Wire wire = server.connect()) {
            wire.send(GET).readResponse().expectStatus(503);
            wire.send(GET).readResponse().expectStatus(503);
        }
    }

    @Test
    void aStreamMayRunLongerThanItsHandler() {
        Semaphore gate = new Semaphore(0);
        AtomicBoolean waited = new AtomicBoolean();
        try (TestServer server =
                        start(
                                SHORT,
                                _ ->
                                        Responses.streaming(
                                                200,
                                                Headers.empty(),
                                                push -> {
                                                    push.send("a");
                                                    // Longer than the handler had.
                                                    waited.set(
                                                            gate.tryAcquire(
                                                                    3 * SHORT.toMillis(),
                                                                    TimeUnit.MILLISECONDS));
                                                    push.send("b");
                                                    return Headers.empty();
                                                }));
                Wire wire = server.connect()) {
            wire.send(GET).readHead().expectStatus(200);
            wire.expectChunk("a").expectChunk("b");
            assertFalse(waited.get());
        }
    }

    @Test
    void aReadOfTheBodyIsNotInterruptedAndTheConnectionGoesOn() {
        CountDownLatch reading = new CountDownLatch(1);
        // Long enough that a busy machine begins to read within it.
        Duration limit = Duration.ofMillis(500);
        try (TestServer server =
                        start(
                                limit,
                                request -> {
                                    reading.countDown();
                                    return Responses.text(200, "" + request.readBody().length);
                                });
                Wire wire = server.connect()) {
            wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nab");
            Await.until("the handler reads", () -> reading.getCount() == 0);
            wire.expectNothingFor(limit);
            wire.send("cd").readResponse().expectStatus(503);
            wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nab")
                    .readResponse()
                    .expectStatus(200)
                    .expectBody("2");
        }
    }

    @Test
    void theScopeOfTheRequestHolds() {
        try (TestServer server =
                        start(
                                Duration.ofSeconds(30),
                                request ->
                                        Responses.text(
                                                200,
                                                RequestScope.requestId()
                                                                .orElse("")
                                                                .equals(request.requestId())
                                                        + ""));
                Wire wire = server.connect()) {
            wire.send(GET).readResponse().expectStatus(200).expectBody("true");
        }
    }

    @Test
    void theLimitHasARange() {
        Timeout.of(Duration.ofMillis(1));
        Timeout.of(Duration.ofDays(1));
        for (Duration limit : List.of(Duration.ZERO, Duration.ofDays(1).plusNanos(1))) {
            assertThrows(IllegalArgumentException.class, () -> Timeout.of(limit));
        }
    }
}
