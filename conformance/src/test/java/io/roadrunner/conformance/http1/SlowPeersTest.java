package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Peers that owe bytes or do not take them: they are cut in time, told why where that is possible,
/// and their slots are free again; who merely waits for the application is left alone.
class SlowPeersTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int HIGH_RATE = 100_000;
    private static final Handler ECHO =
            request -> Responses.text(200, new String(request.body(), StandardCharsets.ISO_8859_1));

    private static TestServer start(UnaryOperator<ListenerOptionsBuilder> options) {
        return TestServer.start(o -> options.apply(o.routes(Routes.handler(ECHO))));
    }

    private static void isTold408(TestServer server, Wire wire) {
        wire.readResponse().expectStatus(408).expectHeader("connection", "close");
        wire.endOutput();
        assertEquals(Wire.End.CLOSED, wire.expectClosed());
        server.awaitIdle();
    }

    /// Sends a byte every few milliseconds until the server has had enough.
    private static void dribblesUntil408(TestServer server, Wire wire) {
        Await.until("the server answers", () -> wire.available() > 0 || hasGone(wire));
        wire.readResponse().expectStatus(408).expectHeader("connection", "close");
        wire.expectClosed();
        server.awaitIdle();
    }

    /// A peer that sends while the other side closes may hear of it by that.
    private static boolean hasGone(Wire wire) {
        try {
            wire.send("a");
            return false;
        } catch (ConnectionEndedException _) {
            return true;
        }
    }

    @Test
    @Rfc("9112 §9.5")
    void aPeerThatSendsNothingIsClosedInSilence() {
        try (TestServer server = start(o -> o.requestTimeout(SHORT));
                Wire wire = server.connect()) {
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            server.awaitIdle();
        }
    }

    @Test
    @Rfc({"9110 §15.5.9", "9112 §9.5"})
    void aHeadThatDoesNotEndIsAnswered408() {
        try (TestServer server = start(o -> o.requestTimeout(SHORT));
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nhost:");
            isTold408(server, wire);
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void aSingleByteIsAlreadyARequest() {
        try (TestServer server = start(o -> o.requestTimeout(SHORT));
                Wire wire = server.connect()) {
            wire.send("G");
            isTold408(server, wire);
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void theHeadOfALaterRequestThatDoesNotEndIsAnswered408() {
        try (TestServer server =
                        start(o ->
                                o.requestTimeout(SHORT).keepAliveTimeout(Duration.ofSeconds(9)));
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(200);
            wire.expectNothingFor(Duration.ofMillis(600));
            wire.send("GET / HTTP/1.1\r\nhost: a\r\n");
            isTold408(server, wire);
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void aHeadBelowTheMinimumRateIsAnswered408() {
        try (TestServer server = start(o -> o.minBytesPerSecond(HIGH_RATE));
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nhost: a\r\nx: ");
            dribblesUntil408(server, wire);
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void aBodyBelowTheMinimumRateIsAnswered408() {
        try (TestServer server = start(o -> o.minBytesPerSecond(HIGH_RATE));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 1_000_000));
            dribblesUntil408(server, wire);
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void aBodyBelowTheMinimumRateIsAnswered408WhenTheHandlerReadsIt() {
        try (TestServer server =
                        start(o ->
                                o.minBytesPerSecond(HIGH_RATE)
                                        .bodyBuffering(BodyBuffering.MANUAL));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 1_000_000));
            dribblesUntil408(server, wire);
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void aBodyThatStallsIsAnswered408() {
        try (TestServer server =
                        start(o -> o.requestTimeout(SHORT).bodyBuffering(BodyBuffering.AUTO));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 10) + "12345");
            isTold408(server, wire);
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void aChunkedBodyThatStallsIsAnswered408WhenTheHandlerReadsIt() {
        try (TestServer server =
                        start(o -> o.requestTimeout(SHORT).bodyBuffering(BodyBuffering.MANUAL));
                Wire wire = server.connect()) {
            wire.send(RequestText.chunkedHead("/") + RequestText.chunk("12345") + "5\r\n67");
            isTold408(server, wire);
        }
    }

    @Test
    @Rfc("9112 §9.6")
    void whoIsTooLateMayGoOnSendingWhileItReadsItsAnswer() {
        try (TestServer server = start(o -> o.requestTimeout(SHORT));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 100) + "12345");
            Await.until("the answer is there", () -> wire.available() > 0);
            wire.send("6789").send("0").send("1");
            wire.readResponse().expectStatus(408).expectHeader("connection", "close");
        }
    }

    @Test
    @Rfc("9112 §9.5")
    void anIdleConnectionIsClosedInSilence() {
        try (TestServer server = start(o -> o.keepAliveTimeout(SHORT));
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(200);
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            server.awaitIdle();
        }
    }

    @Test
    void aHandlerThatTakesItsTimeIsNotTheFaultOfThePeer() {
        Handler slow =
                request -> {
                    pass(Duration.ofMillis(900));
                    return ECHO.handle(request);
                };
        try (TestServer server =
                        start(o ->
                                o.routes(Routes.handler(slow))
                                        .requestTimeout(SHORT)
                                        .keepAliveTimeout(SHORT));
                Wire wire = server.connect()) {
            wire.send(RequestText.post("/", "body")).readResponse().expectBody("body");
        }
    }

    @Test
    void aHandlerThatReadsLateIsNotTheFaultOfThePeer() throws Exception {
        Latch reads = new Latch();
        Handler late =
                request -> {
                    pass(Duration.ofMillis(1300));
                    reads.open();
                    return ECHO.handle(request);
                };
        try (TestServer server =
                        start(o ->
                                o.routes(Routes.handler(late))
                                        .requestTimeout(Duration.ofMillis(500))
                                        .minBytesPerSecond(HIGH_RATE)
                                        .bodyBuffering(BodyBuffering.MANUAL));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 10) + "12345");
            reads.await();
            wire.send("67890").readResponse().expectStatus(200).expectBody("1234567890");
        }
    }

    /// What a handler does that computes or waits for something else.
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void aRouteMayWaiveTheMinimumRate() {
        Routes routes =
                Routes.builder()
                        .post("/strict", ECHO)
                        .route(Route.of("/patient", ECHO).withoutMinimumRate())
                        .build();
        try (TestServer server = start(o -> o.routes(routes).minBytesPerSecond(HIGH_RATE))) {
            try (Wire wire = server.connect()) {
                wire.send(RequestText.postHead("/patient", 10) + "12345");
                wire.expectNothingFor(Duration.ofMillis(1400));
                wire.send("67890").readResponse().expectStatus(200).expectBody("1234567890");
            }
            try (Wire wire = server.connect()) {
                wire.send(RequestText.postHead("/strict", 10) + "12345");
                isTold408(server, wire);
            }
        }
    }

    @Test
    void aReaderThatStopsIsCutAndItsSlotIsFree() {
        byte[] large = new byte[64 << 20];
        Handler handler = _ -> Responses.body(200, "application/octet-stream", large);
        stopsReading(handler, large.length);
    }

    @Test
    void aReaderThatStopsIsCutWhileAHandlerStreams() {
        byte[] piece = new byte[1 << 20];
        Latch failed = new Latch();
        Handler handler =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    try {
                                        for (int i = 0; i < 64; i++) {
                                            push.send(piece);
                                        }
                                    } finally {
                                        failed.open();
                                    }
                                    return Headers.empty();
                                });
        stopsReading(handler, 64L << 20);
        assertTrue(failed.isOpen(), "the body does not know that nobody reads it");
    }

    private static void stopsReading(Handler handler, long length) {
        try (TestServer server = start(o -> o.routes(Routes.handler(handler)).writeTimeout(SHORT));
                Wire wire = Wire.connectWithSmallReceiveBuffer(server.port())) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            server.awaitIdle();
            assertThrows(ConnectionEndedException.class, () -> wire.discard(length));
        }
    }

    @Test
    void aHibernatedConnectionStillServes() {
        try (TestServer server =
                        start(o ->
                                o.hibernateAfter(Duration.ofMillis(100))
                                        .keepAliveTimeout(Duration.ofSeconds(9)));
                Wire wire = server.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(RequestText.post("/", "again")).readResponse().expectBody("again");
                wire.expectNothingFor(Duration.ofMillis(350));
            }
            String two = RequestText.post("/", "one") + RequestText.post("/", "two");
            wire.send(two).readResponse().expectBody("one");
            wire.readResponse().expectBody("two");
        }
    }

    @Test
    @Rfc("9112 §9.5")
    void aHibernatedConnectionKeepsItsDeadline() {
        try (TestServer server =
                        start(o ->
                                o.hibernateAfter(Duration.ofMillis(100))
                                        .requestTimeout(Duration.ofMillis(700))
                                        .keepAliveTimeout(Duration.ofMillis(700)));
                Wire fresh = server.connect();
                Wire used = server.connect()) {
            used.send(RequestText.get("/")).readResponse().expectStatus(200);
            used.expectNothingFor(Duration.ofMillis(400));
            assertEquals(Wire.End.CLOSED, fresh.expectClosed());
            assertEquals(Wire.End.CLOSED, used.expectClosed());
            server.awaitIdle();
        }
    }
}
