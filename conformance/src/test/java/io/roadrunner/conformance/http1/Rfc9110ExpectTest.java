package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `Expect: 100-continue`: who hears of it, and when (RFC 9110 §10.1.1).
class Rfc9110ExpectTest {
    private static final String EXPECT = "expect: 100-continue";
    private static final Duration A_WHILE = Duration.ofMillis(150);
    private static final Handler ECHO =
            request -> Responses.text(200, new String(request.body(), StandardCharsets.ISO_8859_1));

    private static TestServer start(BodyBuffering buffering, Handler handler) {
        Routes routes =
                Routes.builder()
                        .post("/", handler)
                        .get("/", _ -> Responses.text(200, "got"))
                        .build();
        return TestServer.start(
                o -> o.routes(routes).bodyBuffering(buffering).maxContentLength(10));
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §10.1.1")
    void aClientThatWaitsIsToldToGoOn(BodyBuffering buffering) {
        try (TestServer server = start(buffering, ECHO);
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 5, EXPECT));
            wire.readInterim().expectStatus(100).expectNoHeader("content-length");
            wire.send("hello").readResponse().expectStatus(200).expectBody("hello");
            wire.send(RequestText.get("/")).readResponse().expectBody("got");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §10.1.1")
    void aClientThatWaitsWithChunksIsToldToGoOn(BodyBuffering buffering) {
        try (TestServer server = start(buffering, ECHO);
                Wire wire = server.connect()) {
            wire.send(RequestText.chunkedHead("/", EXPECT)).readInterim().expectStatus(100);
            wire.send(RequestText.chunk("hello") + "0\r\n\r\n");
            wire.readResponse().expectStatus(200).expectBody("hello");
        }
    }

    @Test
    @Rfc("9110 §10.1.1")
    void theExpectationIsComparedWithoutCase() {
        try (TestServer server = start(BodyBuffering.AUTO, ECHO);
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 1, "Expect: 100-Continue"));
            wire.readInterim().expectStatus(100);
            wire.send("x").readResponse().expectBody("x");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §10.1.1")
    void aClientThatDoesNotWaitIsNotToldToGoOn(BodyBuffering buffering) {
        try (TestServer server = start(buffering, ECHO);
                Wire wire = server.connect()) {
            wire.send(RequestText.post("/", "hello", EXPECT));
            wire.readResponse().expectStatus(200).expectBody("hello");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §10.1.1")
    void theExpectationOfAnHttp10ClientIsIgnored(BodyBuffering buffering) {
        try (TestServer server = start(buffering, ECHO);
                Wire wire = server.connect()) {
            wire.send("POST / HTTP/1.0\r\ncontent-length: 2\r\n" + EXPECT + "\r\n\r\n");
            wire.expectNothingFor(A_WHILE);
            wire.send("ab").readResponse().expectStatus(200).expectBody("ab");
        }
    }

    @Test
    @Rfc("9110 §10.1.1")
    void anUnknownExpectationOfAnHttp10ClientIsIgnored() {
        try (TestServer server = start(BodyBuffering.AUTO, ECHO);
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\nexpect: magic\r\n\r\n");
            wire.readResponse().expectStatus(200);
        }
    }

    @Test
    @Rfc("9110 §10.1.1")
    void withoutContentThereIsNothingToGoOnWith() {
        try (TestServer server = start(BodyBuffering.AUTO, ECHO);
                Wire wire = server.connect()) {
            wire.send(RequestText.bare("GET", "/", EXPECT)).readResponse().expectBody("got");
            wire.send(RequestText.postHead("/", 0, EXPECT)).readResponse().expectBody("");
            wire.send(RequestText.get("/")).readResponse().expectBody("got");
        }
    }

    @Test
    @Rfc({"9110 §10.1.1", "9110 §15.5.18"})
    void anotherExpectationFailsAndTheConnectionStays() {
        try (TestServer server = start(BodyBuffering.AUTO, ECHO);
                Wire wire = server.connect()) {
            wire.send(RequestText.bare("GET", "/", "expect: magic"));
            wire.readResponse().expectStatus(417);
            wire.send(RequestText.bare("GET", "/", EXPECT, "expect: magic"));
            wire.readResponse().expectStatus(417);
            wire.send(RequestText.get("/")).readResponse().expectBody("got");
        }
    }

    @Test
    @Rfc("9110 §10.1.1")
    void aRefusalComesInsteadOfTheLeaveToGoOn() {
        refusedAtOnce(RequestText.postHead("/missing", 5, EXPECT), 404);
        refusedAtOnce(
                "PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n" + EXPECT + "\r\n\r\n", 405);
        refusedAtOnce(RequestText.postHead("/", 11, EXPECT), 413);
    }

    /// Nobody knows whether the client still sends its content, so the connection ends.
    private static void refusedAtOnce(String head, int status) {
        try (TestServer server = start(BodyBuffering.AUTO, ECHO);
                Wire wire = server.connect()) {
            wire.send(head).readResponse().expectStatus(status).expectHeader("connection", "close");
            wire.endOutput().expectClosed();
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9110 §10.1.1")
    void aManualHandlerIsHeardFirst() throws Exception {
        Latch reads = new Latch();
        Latch entered = new Latch();
        Handler handler =
                request -> {
                    entered.open();
                    reads.await();
                    return ECHO.handle(request);
                };
        try (TestServer server = start(BodyBuffering.MANUAL, handler);
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 2, EXPECT));
            entered.await();
            wire.expectNothingFor(A_WHILE);
            reads.open();
            wire.readInterim().expectStatus(100);
            wire.send("ab").readResponse().expectBody("ab");
        }
    }

    @Test
    @Rfc("9110 §10.1.1")
    void aManualHandlerThatDoesNotReadAnswersWithoutIt() {
        try (TestServer server = start(BodyBuffering.MANUAL, _ -> Responses.text(403, "no"));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 2, EXPECT));
            wire.readResponse().expectStatus(403).expectHeader("connection", "close");
            wire.endOutput().expectClosed();
        }
    }

    @Test
    @Rfc("9110 §10.1.1")
    void anAutomaticHandlerRunsAfterTheContent() {
        Latch entered = new Latch();
        Handler handler =
                request -> {
                    entered.open();
                    return ECHO.handle(request);
                };
        try (TestServer server = start(BodyBuffering.AUTO, handler);
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 2, EXPECT)).readInterim().expectStatus(100);
            assertFalse(entered.isOpen(), "the handler runs without the content");
            wire.send("ab").readResponse().expectBody("ab");
        }
    }

    private static Handler streaming(boolean answersFirst) {
        return request ->
                Responses.streaming(
                        200,
                        Headers.empty(),
                        push -> {
                            if (answersFirst) {
                                push.send("first");
                            }
                            push.send(request.readBody());
                            return Headers.empty();
                        });
    }

    @Test
    @Rfc("9110 §10.1.1")
    void aStreamThatReadsBeforeItAnswersAsksForTheContent() {
        try (TestServer server = start(BodyBuffering.MANUAL, streaming(false));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 2, EXPECT)).readInterim().expectStatus(100);
            wire.send("ab").readResponse().expectStatus(200).expectBody("ab");
            wire.send(RequestText.post("/", "cd")).readResponse().expectBody("cd");
        }
    }

    @Test
    @Rfc({"9110 §10.1.1", "9110 §15.2"})
    void onceTheAnswerHasBegunThereIsNoLeaveToGoOnAnyMore() {
        try (TestServer server = start(BodyBuffering.MANUAL, streaming(true));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 2, EXPECT)).readHead().expectStatus(200);
            wire.expectChunk("first").send("ab").expectChunk("ab").expectChunk("");
        }
    }
}
