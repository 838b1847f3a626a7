package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.StreamedEcho;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Push;
import io.roadrunner.http.Responses;
import io.roadrunner.http.StreamingBody;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent;
import io.roadrunner.telemetry.ConnectionEvent.PeerTimedOut;
import io.roadrunner.telemetry.ConnectionEvent.SlowPeer;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pieces that are pushed right behind each other share writes: none of them waits for the next,
/// their order and the peer's duty to read are what they are for pieces that come one by one.
class StreamBurstsTest {
    private static final int CARRIERS =
            Integer.getInteger(
                    "jdk.virtualThreadScheduler.parallelism",
                    Runtime.getRuntime().availableProcessors());
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long TOTAL = 64L << 20;

    private static TestServer streaming(Headers headers, StreamingBody body) {
        return TestServer.answering(_ -> Responses.streaming(200, headers, body));
    }

    private static TestServer streaming(
            StreamingBody body, UnaryOperator<ListenerOptionsBuilder> options) {
        Handler handler = _ -> Responses.streaming(200, Headers.empty(), body);
        return TestServer.start(o -> options.apply(o.routes(Routes.handler(handler))));
    }

    /// Computes until the condition holds, without a moment's rest.
    private static void spin(CountDownLatch until) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (until.getCount() > 0 && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static void pushThree(Push push) throws IOException {
        push.send("one");
        push.send("two");
        push.send("three");
    }

    private static void expectThree(Wire wire) {
        wire.expectChunk("one").expectChunk("two").expectChunk("three");
    }

    private static void expectEnd(Wire wire) {
        wire.expectChunk("");
        assertEquals(List.of(), wire.readTrailers());
    }

    @Test
    void aBurstArrivesBeforeTheHandlerGoesOn() {
        Latch received = new Latch();
        StreamingBody body =
                push -> {
                    for (int i = 0; i < 20; i++) {
                        pushThree(push);
                    }
                    received.await();
                    return Headers.empty();
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            for (int i = 0; i < 20; i++) {
                expectThree(wire);
            }
            received.open();
            expectEnd(wire);
        }
    }

    /// A loop with a first message.
    private static Handler looping(LoopHandler<Integer> loop) {
        return request -> {
            request.mailbox().send("begin");
            return Responses.loop(200, Headers.empty(), 0, loop);
        };
    }

    @Test
    void aBurstOfALoopArrivesBeforeItsHandlerGoesOn() {
        Latch received = new Latch();
        LoopHandler<Integer> loop =
                (_, push, _) -> {
                    pushThree(push);
                    received.await();
                    return Next.stop();
                };
        try (TestServer server = TestServer.answering(looping(loop));
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            expectThree(wire);
            received.open();
            expectEnd(wire);
        }
    }

    @Test
    void aBurstArrivesBeforeTheNextMessageOfALoop() {
        LoopHandler<Integer> loop =
                (_, push, _) -> {
                    pushThree(push);
                    return Next.next(0);
                };
        try (TestServer server = TestServer.answering(looping(loop));
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            expectThree(wire);
        }
    }

    /// As many handlers as there are carriers: no virtual thread could take the pieces along.
    @Test
    void aBurstArrivesWhileHandlersKeepAllCarriersBusy() {
        CountDownLatch running = new CountDownLatch(CARRIERS);
        CountDownLatch received = new CountDownLatch(CARRIERS);
        StreamingBody body =
                push -> {
                    running.countDown();
                    running.await();
                    pushThree(push);
                    spin(received);
                    return Headers.empty();
                };
        try (TestServer server = streaming(Headers.empty(), body)) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < CARRIERS; i++) {
                wires.add(server.connect().send(RequestText.get("/")));
            }
            for (Wire wire : wires) {
                wire.readHead().expectStatus(200);
                expectThree(wire);
                received.countDown();
            }
            for (Wire wire : wires) {
                expectEnd(wire);
                wire.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 4096, 1 << 20})
    void aReaderThatStopsIsCutByTheWriteTimeout(int size) {
        Duration timeout = Duration.ofMillis(300);
        assertEquals(1, stopsReading(size, PeerTimedOut.class, o -> o.writeTimeout(timeout)));
    }

    /// The grace of the rate alone is five seconds.
    @Test
    void aReaderThatStopsIsCutByTheMinimumRate() {
        assertEquals(1, stopsReading(4096, SlowPeer.class, o -> o.minWriteBytesPerSecond(100_000)));
    }

    /// @return how often telemetry was told of it
    private static long stopsReading(
            int size,
            Class<? extends ConnectionEvent> event,
            UnaryOperator<ListenerOptionsBuilder> options) {
        byte[] piece = new byte[size];
        AtomicLong pushed = new AtomicLong();
        Latch failed = new Latch();
        StreamingBody body =
                push -> {
                    try {
                        while (pushed.addAndGet(size) < TOTAL) {
                            push.send(piece);
                        }
                    } catch (IOException e) {
                        failed.open();
                        throw e;
                    }
                    return Headers.empty();
                };
        Queue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
        try (TestServer server = streaming(body, options)) {
            server.roadrunner().telemetry().attach(events::add);
            try (Wire wire = Wire.connectWithSmallReceiveBuffer(server.port())) {
                wire.send(RequestText.get("/")).readHead().expectStatus(200);
                Await.until("the handler fails", Duration.ofSeconds(15), failed::isOpen);
                server.awaitIdle();
                assertThrows(ConnectionEndedException.class, () -> wire.discard(TOTAL));
            }
        }
        assertTrue(pushed.get() < TOTAL, "nothing has held up the handler");
        return events.stream().filter(event::isInstance).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Rfc("9112 §7.1")
    void chunksOfAllSizesKeepTheirOrder(long seed) {
        StreamedPieces pieces = StreamedPieces.of(seed);
        try (TestServer server = streaming(Headers.empty(), pieces.body());
                Wire wire = server.connect()) {
            for (int i = 0; i < 10; i++) {
                WireResponse response = wire.send(RequestText.get("/")).readResponse();
                assertEquals(pieces.sizes(), response.chunks());
                assertArrayEquals(pieces.content(), response.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    @Rfc("9110 §8.6")
    void piecesOfAKnownLengthKeepTheirOrder(long seed) {
        StreamedPieces pieces = StreamedPieces.of(seed);
        Headers length = Headers.of("content-length", "" + pieces.content().length);
        try (TestServer server = streaming(length, pieces.body());
                Wire wire = server.connect()) {
            String request = RequestText.get("/");
            for (int i = 0; i < 10; i++) {
                wire.send(request + request);
                assertArrayEquals(pieces.content(), wire.readResponse().body());
                assertArrayEquals(pieces.content(), wire.readResponse().body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    @Rfc("9112 §6.3")
    void piecesUpToTheEndOfTheConnectionKeepTheirOrder(long seed) {
        StreamedPieces pieces = StreamedPieces.of(seed);
        try (TestServer server = streaming(Headers.empty(), pieces.body());
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\n\r\n");
            assertArrayEquals(pieces.content(), wire.readResponse().body());
        }
    }

    /// The request is read between two pieces of a burst, mostly without waiting for the peer.
    @Test
    void aRequestThatIsReadWithinABurstComesBackWhole() {
        StringBuilder body = new StringBuilder();
        int small = 2000;
        for (int i = 0; i < small; i++) {
            body.append(RequestText.chunk("piece " + i + " of many"));
        }
        try (TestServer server =
                        TestServer.start(o ->
                                o.routes(Routes.handler(StreamedEcho::answer))
                                        .bodyBuffering(BodyBuffering.MANUAL));
                Wire wire = server.connect()) {
            wire.send(RequestText.chunkedHead("/") + body + "0\r\n\r\n");
            wire.readHead().expectStatus(200);
            for (int i = 0; i < small; i++) {
                wire.expectChunk("piece " + i + " of many");
            }
            expectEnd(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Rfc({"9112 §8", "9112 §7.1"})
    void whatWasPushedBeforeAFailureArrives(boolean interrupted) {
        try (TestServer server = streaming(Headers.empty(), failing(interrupted));
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            expectThree(wire);
            assertThrows(ConnectionEndedException.class, wire::readChunk);
            server.awaitIdle();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Rfc({"9112 §8", "9110 §8.6"})
    void whatWasPushedOfAKnownLengthBeforeAFailureArrives(boolean interrupted) {
        Headers length = Headers.of("content-length", "12");
        try (TestServer server = streaming(length, failing(interrupted));
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            wire.expect("onetwothree").expectClosed();
            server.awaitIdle();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Rfc("9112 §8")
    void whatWasPushedToHttp10BeforeAFailureArrives(boolean interrupted) {
        try (TestServer server = streaming(Headers.empty(), failing(interrupted));
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\n\r\n").readHead().expectStatus(200);
            wire.expect("onetwothree");
            assertEquals(Wire.End.RESET, wire.expectClosed());
            server.awaitIdle();
        }
    }

    private static StreamingBody failing(boolean interrupted) {
        return push -> {
            pushThree(push);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("too late");
        };
    }

    @Test
    void aHandlerHearsThatABurstWentToNobody() {
        Latch gone = new Latch();
        Latch failed = new Latch();
        StreamingBody body =
                push -> {
                    push.send("one");
                    gone.await();
                    Await.until("a push fails", () -> fails(push));
                    failed.open();
                    return Headers.empty();
                };
        try (TestServer server = streaming(Headers.empty(), body)) {
            Wire wire = server.connect();
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            wire.reset();
            gone.open();
            server.awaitIdle();
            assertTrue(failed.isOpen());
        }
    }

    private static boolean fails(Push push) {
        try {
            pushThree(push);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
