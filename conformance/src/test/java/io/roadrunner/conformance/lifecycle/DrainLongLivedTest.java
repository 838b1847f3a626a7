package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.Roadrunner;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.DrainEvent.DrainAcknowledged;
import io.roadrunner.telemetry.DrainEvent.DrainProgress;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a drain does to answers that take long: streams, loops, files, switched protocols.
class DrainLongLivedTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Gate gate = new Gate();

    private static void awaitTold(Request request) {
        Await.until("told of the drain", () -> request.drainDeadline().isPresent());
    }

    private static Response hello() {
        return Responses.text(200, "hello");
    }

    private static void assertDrained(CompletableFuture<DrainResult> drain) {
        assertInstanceOf(DrainResult.Drained.class, drain.join());
    }

    @Test
    void aStreamingBodyFinishesAndSeesTheDeadline() {
        AtomicReference<Instant> seen = new AtomicReference<>();
        Routes routes =
                Routes.handler(request ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    push.send("one");
                                    gate.pass();
                                    awaitTold(request);
                                    seen.set(request.drainDeadline().orElseThrow());
                                    push.send("two");
                                    return Headers.empty();
                                }));
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            wire.send(get("/")).readHead();
            wire.expectChunk("one");
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            gate.awaitReached();
            gate.open();
            wire.expectChunk("two").expectChunk("");
            wire.readTrailers();
            wire.expectClosed();
            wire.endOutput();
            assertDrained(drain);
            assertEquals(server.info().deadline().orElseThrow(), seen.get());
        }
    }

    @Test
    void aLoopGetsANoticeWithTheDeadlineBeforeTheMessagesThatWait() {
        AtomicReference<Instant> seen = new AtomicReference<>();
        Routes routes =
                Routes.handler(request -> {
                    request.mailbox().send("first");
                    request.mailbox().send("second");
                    return Responses.loop(
                            200,
                            Headers.empty(),
                            0,
                            (message, push, state) -> {
                                if (message instanceof DrainNotice notice) {
                                    seen.set(notice.deadline());
                                    Roadrunner.acknowledgeDrain(request, notice.deadline());
                                    push.send("bye");
                                    return Next.stop();
                                }
                                push.send(message.toString());
                                gate.pass();
                                awaitTold(request);
                                return Next.next(state + 1);
                            });
                });
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            wire.send(get("/")).readHead();
            wire.expectChunk("first");
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            gate.open();
            wire.expectChunk("bye").expectChunk("");
            wire.readTrailers();
            wire.endOutput();
            assertDrained(drain);
            assertEquals(server.info().deadline().orElseThrow(), seen.get());
            DrainAcknowledged acknowledged = server.awaitEvents(DrainAcknowledged.class, 1).get(0);
            assertEquals(seen.get(), acknowledged.deadline());
            assertEquals(
                    server.events(RequestStarted.class).get(0).request().requestId(),
                    acknowledged.requestId());
        }
    }

    private static Routes loopWith(DrainPolicy policy, List<Object> received) {
        Route route =
                Route.of(
                        "/loop",
                        request -> {
                            request.mailbox().send("hello");
                            return Responses.loop(
                                    200,
                                    Headers.empty(),
                                    "",
                                    (message, push, state) -> {
                                        received.add(message);
                                        push.send(message.toString());
                                        return Next.next(state);
                                    });
                        });
        return Routes.builder().route(route.withDrainPolicy(policy)).build();
    }

    @Test
    void aLoopWhoseRouteSaysCloseNowEndsCleanlyWithoutANotice() {
        List<Object> received = new CopyOnWriteArrayList<>();
        try (ObservedListener server =
                        ObservedListener.routing(loopWith(DrainPolicy.CLOSE_NOW, received));
                Wire wire = server.connect()) {
            wire.send(get("/loop")).readHead();
            wire.expectChunk("hello");
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            wire.expectChunk("");
            wire.readTrailers();
            wire.endOutput();
            assertDrained(drain);
            assertEquals(List.of("hello"), received);
        }
    }

    @Test
    void aLoopWhoseRouteSaysRunToDeadlineHearsNothingAndIsCutThere() {
        List<Object> received = new CopyOnWriteArrayList<>();
        try (ObservedListener server =
                        ObservedListener.routing(loopWith(DrainPolicy.RUN_TO_DEADLINE, received));
                Wire wire = server.connect()) {
            wire.send(get("/loop")).readHead();
            wire.expectChunk("hello");
            DrainResult result = server.drain(Duration.ofMillis(300)).join();
            DrainResult.TimedOut timedOut = assertInstanceOf(DrainResult.TimedOut.class, result);
            assertEquals(1, timedOut.remainingRequests());
            assertThrows(WireException.class, wire::readChunk, "no clean end");
            server.awaitNothingLeft();
            assertFalse(received.stream().anyMatch(DrainNotice.class::isInstance));
        }
    }

    @Test
    void aFileIsSentToItsEnd(@TempDir Path folder) throws Exception {
        long size = 8L << 20;
        Path file = folder.resolve("large");
        Files.write(file, new byte[(int) size]);
        Routes routes =
                Routes.handler(request -> Responses.sendFile(request, 200, Headers.empty(), file));
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire sentinel = server.connect();
                Wire wire = Wire.connectWithSmallReceiveBuffer(server.listener().port())) {
            wire.send(get("/")).readHead();
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            sentinel.expectClosed();
            server.awaitEvents(DrainProgress.class, 3);
            assertEquals(1, server.info().activeRequests());
            wire.discard(size).expectClosed();
            wire.endOutput();
            assertDrained(drain);
        }
    }

    @Test
    void aSwitchedConnectionIsToldOnceOfALameDuckDrain() throws Exception {
        LinkedBlockingQueue<DrainNotice> notices = new LinkedBlockingQueue<>();
        Routes routes =
                Routes.handler(_ ->
                        Responses.upgrade(
                                "echo",
                                connection -> {
                                    connection.onDrain(notices::add);
                                    gate.pass();
                                    connection.write(ByteBuffer.wrap(new byte[] {'b'}));
                                }));
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire sentinel = server.connect();
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
            wire.readHead().expectStatus(101);
            gate.awaitReached();
            CompletableFuture<DrainResult> drain =
                    server.drain(
                            io.roadrunner.config.DrainOptions.standard()
                                    .withTimeout(LONG)
                                    .withDelay(Duration.ofMillis(50))
                                    .withIdleGrace(Duration.ofMillis(50)));
            sentinel.expectClosed();
            DrainNotice notice = notices.poll(5, TimeUnit.SECONDS);
            assertTrue(notice != null, "told");
            assertEquals(server.info().deadline().orElseThrow(), notice.deadline());
            gate.open();
            wire.expect("b").expectClosed();
            assertDrained(drain);
            assertTrue(notices.isEmpty(), () -> "told again: " + notices);
        }
    }

    @Test
    void aSwitchedConnectionHearsOfADrainBehindANoticeThatWasEarlier() throws Exception {
        LinkedBlockingQueue<DrainNotice> notices = new LinkedBlockingQueue<>();
        Routes routes =
                Routes.handler(_ ->
                        Responses.upgrade(
                                "echo",
                                connection -> {
                                    connection.onDrain(notices::add);
                                    gate.pass();
                                }));
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
            wire.readHead().expectStatus(101);
            gate.awaitReached();
            server.listener().notifyDrain(Duration.ofMillis(1));
            DrainNotice first = notices.poll(5, TimeUnit.SECONDS);
            assertTrue(first != null, "told of the notice");
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            DrainNotice second = notices.poll(5, TimeUnit.SECONDS);
            assertTrue(second != null, "told of the drain");
            assertEquals(server.info().deadline().orElseThrow(), second.deadline());
            gate.open();
            wire.expectClosed();
            assertDrained(drain);
        }
    }

    @Test
    void anActionOfASwitchedConnectionThatThrowsDisturbsNobody() {
        Routes routes =
                Routes.handler(_ ->
                        Responses.upgrade(
                                "echo",
                                connection -> {
                                    connection.onDrain(_ -> {
                                        throw new IllegalStateException("mine");
                                    });
                                    gate.pass();
                                }));
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire idle = server.connect();
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
            wire.readHead().expectStatus(101);
            gate.awaitReached();
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            idle.expectClosed();
            gate.open();
            wire.expectClosed();
            assertDrained(drain);
        }
    }

    @Test
    void aRequestThatWasReadAheadBehindALoopIsAnswered() {
        Routes routes =
                Routes.builder()
                        .get("/next", _ -> hello())
                        .get(
                                "/loop",
                                request -> {
                                    request.mailbox().send("ready");
                                    return Responses.loop(
                                            200,
                                            Headers.empty(),
                                            "",
                                            (message, push, state) -> {
                                                push.send("m");
                                                return message instanceof DrainNotice
                                                        ? Next.stop()
                                                        : Next.next(state);
                                            });
                                })
                        .build();
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            wire.send(get("/loop")).readHead();
            wire.expectChunk("m");
            wire.send(get("/next"));
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            wire.expectChunk("m").expectChunk("");
            wire.readTrailers();
            wire.readResponse().expectHeader("connection", "close").expectBody("hello");
            wire.endOutput();
            assertDrained(drain);
        }
    }
}
