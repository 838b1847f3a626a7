package io.roadrunner.conformance.protocols;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.pingAck;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.Http2Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a drain does to connections of HTTP/2, with and without TLS: two GOAWAY frames with a round
/// trip between them, so that no request is lost that was under way.
class Http2DrainTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int LARGE = 300_000;

    private final Pause pause = new Pause();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @TempDir Path folder;

    private Routes routes() {
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .get("/wait/:what", _ -> waiting())
                .get("/large", _ -> Responses.body(200, "x/y", new byte[LARGE]))
                .get("/loop", Http2DrainTest::loop)
                .post("/echo", r -> Responses.body(200, "x/y", r.readBody()))
                .build();
    }

    private Response waiting() throws InterruptedException {
        try {
            pause.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
        return Responses.text(200, "late");
    }

    private static Response loop(Request request) {
        request.mailbox().send("hello");
        return Responses.loop(
                200,
                Headers.empty(),
                "",
                (message, push, state) -> {
                    boolean told = message instanceof DrainNotice;
                    push.send(told ? "bye" : message.toString());
                    return told ? Next.stop() : Next.next(state);
                });
    }

    private WayServer start(Way way) {
        return WayServer.start(way, folder, routes());
    }

    private static void assertDrained(CompletableFuture<DrainResult> drain) {
        assertInstanceOf(DrainResult.Drained.class, drain.join());
    }

    private static void expectFirstGoAway(Http2Wire wire) {
        assertEquals(Integer.MAX_VALUE, wire.expectGoAway(ErrorCode.NO_ERROR).lastStream());
    }

    private static void expectLastGoAway(Http2Wire wire, int stream) {
        assertEquals(stream, wire.expectGoAway(ErrorCode.NO_ERROR).lastStream());
    }

    /// "A server that is attempting to gracefully shut down a connection SHOULD send an initial
    /// GOAWAY frame with the last stream identifier set to 2^31-1 and a NO_ERROR code." RFC 9113
    /// §6.8
    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    @Rfc("9113 §6.8")
    void anIdleConnectionEndsAfterARoundTrip(Way way) {
        try (WayServer server = start(way)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire wire = server.wire()) {
                wire.send(headers(1).get("/")).expectResponse(1).expectBody("hello");
                drain = server.drain(LONG);
                expectFirstGoAway(wire);
                wire.expectPing();
                expectLastGoAway(wire, 1);
                wire.expectClosed();
            }
            assertDrained(drain);
            assertEquals("drained", server.events(ConnectionClosed.class).getFirst().cause());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void aPeerThatDoesNotAnswerIsNotWaitedForLong(Way way) {
        try (WayServer server = start(way)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire wire = server.wire().automaticPingAck(false)) {
                wire.send(headers(1).get("/")).expectResponse(1);
                drain = server.drain(LONG);
                expectFirstGoAway(wire);
                wire.expectPing();
                expectLastGoAway(wire, 1);
                wire.expectClosed();
            }
            assertDrained(drain);
        }
    }

    @Test
    void aConnectionThatHasSaidNothingIsClosedAtOnce() {
        try (WayServer server = start(Way.HTTP2)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire silent =
                    Http2Wire.open(server.listener().port()).automaticSettingsAck(false)) {
                silent.expectSettings();
                drain = server.drain(LONG);
                assertEquals(Wire.End.CLOSED, silent.expectClosed());
                assertQuiet(silent);
            }
            assertDrained(drain);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    @Rfc({"9113 §6.8", "9113 §8.7"})
    void whatWasUnderWayIsServedAndWhatComesLaterIsRefused(Way way) throws InterruptedException {
        try (WayServer server = start(way)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire wire = server.wire().automaticPingAck(false)) {
                wire.send(headers(1).get("/wait/a"));
                pause.awaitReached(1);
                drain = server.drain(LONG);
                expectFirstGoAway(wire);
                Frame.Ping ping = wire.expectPing();
                wire.send(headers(3).get("/"), headers(5).get("/wait/b"));
                wire.expectResponse(3).expectBody("hello");
                pause.awaitReached(1);
                wire.send(Frames.frame(6, 1, 0, ping.data().bytes()));
                expectLastGoAway(wire, 5);
                wire.send(headers(7).get("/")).expectReset(7, ErrorCode.REFUSED_STREAM);
                assertFalse(drain.isDone(), "requests are left");
                pause.end();
                wire.expectResponse(1).expectBody("late");
                wire.expectResponse(5).expectBody("late");
                wire.expectClosed();
            }
            assertDrained(drain);
            assertEquals(3, server.info().requestsServed());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void anotherPingIsNoAnswer(Way way) throws InterruptedException {
        try (WayServer server = start(way)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire wire = server.wire().automaticPingAck(false)) {
                wire.send(headers(1).get("/wait/a"));
                pause.awaitReached(1);
                drain = server.drain(LONG);
                expectFirstGoAway(wire);
                wire.expectPing();
                wire.send(pingAck("mistaken")).roundTrip();
                assertQuiet(wire);
                pause.end();
                wire.expectResponse(1).expectBody("late");
                expectLastGoAway(wire, 1);
            }
            assertDrained(drain);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void loopsAreTold(Way way) {
        try (WayServer server = start(way)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire wire = server.wire()) {
                wire.send(headers(1).get("/loop"), headers(3).get("/loop"));
                for (int stream = 1; stream <= 3; stream += 2) {
                    wire.expectHeaders(stream).expectStatus(200);
                    assertEquals("hello", wire.expectData(stream).content().text());
                }
                drain = server.drain(LONG);
                for (int stream = 1; stream <= 3; stream += 2) {
                    assertEquals("bye", wire.expectData(stream).content().text());
                }
                expectFirstGoAway(wire);
                expectLastGoAway(wire, 3);
                wire.expectClosed();
            }
            assertDrained(drain);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void duringTheDelayTheFirstGoAwayIsAllThatChanges(Way way) {
        DrainOptions delayed =
                DrainOptions.standard().withDelay(Duration.ofMinutes(1)).withTimeout(LONG);
        try (WayServer server = start(way);
                Http2Wire wire = server.wire()) {
            wire.send(headers(1).get("/loop")).expectHeaders(1);
            wire.expectData(1);
            CompletableFuture<DrainResult> drain = server.drain(delayed);
            server.awaitStatus(ListenerStatus.DRAINING);
            expectFirstGoAway(wire);
            wire.send(headers(3).get("/")).expectResponse(3).expectBody("hello");
            try (Http2Wire late = server.wire()) {
                assertQuiet(late.roundTrip());
                late.send(headers(1).get("/")).expectResponse(1).expectBody("hello");
                expectFirstGoAway(late);
                assertQuiet(late.roundTrip());
            }
            assertQuiet(wire.roundTrip());
            server.drain(Duration.ZERO);
            wire.expectClosed();
            assertInstanceOf(DrainResult.TimedOut.class, drain.join());
        }
    }

    private static void assertQuiet(Http2Wire wire) {
        boolean quiet =
                wire.waiting().stream()
                        .noneMatch(frame ->
                                frame instanceof Frame.GoAway
                                        || frame instanceof Frame.Ping
                                        || frame instanceof Frame.Data);
        assertTrue(quiet, () -> wire.waiting().toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void whatIsLeftAtTheDeadlineIsReportedInterruptedAndCut(Way way) throws Exception {
        try (WayServer server = start(way);
                Http2Wire wire = server.wire()) {
            wire.send(headers(1).get("/wait/a"), headers(3).get("/wait/b"));
            pause.awaitReached(2);
            DrainResult result = server.listener().drain(Duration.ofMillis(200));
            DrainResult.TimedOut late = assertInstanceOf(DrainResult.TimedOut.class, result);
            assertEquals(1, late.remainingConnections());
            assertEquals(2, late.remainingRequests());
            assertEquals(2, late.stragglers().size());
            late.stragglers().forEach(Http2DrainTest::assertStraggler);
            assertTrue(interrupted.await(5, TimeUnit.SECONDS), "interrupted");
            wire.expectClosed();
            server.awaitNothingLeft();
        }
    }

    private static void assertStraggler(Straggler straggler) {
        assertEquals("h2", straggler.protocol());
        assertEquals("/wait/:what", straggler.route());
        assertFalse(straggler.age().isNegative());
        assertTrue(
                straggler.stack().stream()
                        .anyMatch(frame -> frame.getClassName().equals(Pause.class.getName())),
                () -> "its stack shows where it stands: " + straggler.stack());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void aNoticeAloneReachesLoopsAndChangesNothingElse(Way way) {
        try (WayServer server = start(way);
                Http2Wire wire = server.wire()) {
            wire.send(headers(1).get("/loop")).expectHeaders(1);
            wire.expectData(1);
            server.listener().notifyDrain(Duration.ofMinutes(1));
            assertEquals("bye", wire.expectData(1).content().text());
            assertTrue(wire.expectData(1).endStream(), "and that is its end");
            wire.send(headers(3).get("/")).expectResponse(3).expectBody("hello");
            assertQuiet(wire.roundTrip());
            assertEquals(ListenerStatus.ACCEPTING, server.listener().status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void anUploadThatHasBegunIsReadToItsEnd(Way way) {
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (WayServer server =
                    WayServer.start(
                            way,
                            folder,
                            options -> options.routes(routes()).bodyBuffering(buffering))) {
                CompletableFuture<DrainResult> drain;
                try (Http2Wire wire = server.wire()) {
                    wire.send(headers(1).post("/echo"), data(1, "abc"));
                    server.awaitEvents(RequestStarted.class, 1);
                    drain = server.drain(LONG);
                    expectFirstGoAway(wire);
                    expectLastGoAway(wire, 1);
                    wire.send(data(1, "def").endStream()).expectResponse(1).expectBody("abcdef");
                    wire.expectClosed();
                }
                assertDrained(drain);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void aDownloadThatStandsStillMayComeToItsEnd(Way way) {
        try (WayServer server = start(way)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire wire = server.wire()) {
                wire.send(headers(1).get("/large")).expectHeaders(1).expectStatus(200);
                server.awaitEvents(RequestStarted.class, 1);
                drain = server.drain(LONG);
                expectFirstGoAway(wire);
                expectLastGoAway(wire, 1);
                wire.send(windowUpdate(0, LARGE), windowUpdate(1, LARGE));
                int received = 0;
                while (received < LARGE) {
                    received += wire.expectData(1).content().length();
                }
                assertEquals(LARGE, received);
                wire.expectClosed();
            }
            assertDrained(drain);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void aDownloadThatStandsStillAtTheDeadlineIsCut(Way way) throws InterruptedException {
        try (WayServer server = start(way);
                Http2Wire wire = server.wire()) {
            wire.send(headers(1).get("/large")).expectHeaders(1).expectStatus(200);
            server.awaitEvents(RequestStarted.class, 1);
            DrainResult result = server.listener().drain(Duration.ofMillis(100));
            List<Straggler> left =
                    assertInstanceOf(DrainResult.TimedOut.class, result).stragglers();
            assertEquals(List.of("/large"), left.stream().map(Straggler::route).toList());
            wire.expectClosed();
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void aConnectionThatIsTooOldLeavesInTheSameWay(Way way) throws InterruptedException {
        try (WayServer server =
                WayServer.start(
                        way,
                        folder,
                        options ->
                                options.routes(routes())
                                        .maxConnectionAge(Duration.ofMillis(300))
                                        .maxConnectionAgeGrace(LONG))) {
            try (Http2Wire wire = server.wire()) {
                wire.send(headers(1).get("/wait/a"));
                pause.awaitReached(1);
                expectFirstGoAway(wire);
                expectLastGoAway(wire, 1);
                pause.end();
                wire.expectResponse(1).expectBody("late");
                wire.expectClosed();
            }
            ConnectionClosed closed = server.awaitEvents(ConnectionClosed.class, 1).getFirst();
            assertEquals("too old", closed.cause());
        }
    }
}
