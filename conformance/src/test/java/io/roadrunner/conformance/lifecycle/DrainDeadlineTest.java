package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.DrainEvent.DrainFinished;
import io.roadrunner.telemetry.DrainEvent.DrainOutcome;
import io.roadrunner.telemetry.DrainEvent.DrainProgress;
import io.roadrunner.telemetry.DrainEvent.DrainStarted;
import io.roadrunner.telemetry.ListenerEvent.ListenerStopped;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// How a drain as a whole goes: its steps, its deadline, its result, and who may look at it.
class DrainDeadlineTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Gate gate = new Gate();

    private static Response hello() {
        return Responses.text(200, "hello");
    }

    private static boolean canConnect(ObservedListener server) {
        return Wire.canConnect(new InetSocketAddress("127.0.0.1", server.listener().port()));
    }

    private Routes waiting() {
        return Routes.builder()
                .get("/", _ -> hello())
                .get(
                        "/wait/:what",
                        _ -> {
                            gate.pass();
                            return Responses.text(200, "late");
                        })
                .build();
    }

    @Test
    void aListenerWithoutConnectionsIsDrainedAndStoppedAndItsNameIsFree() throws Exception {
        try (ObservedListener server = ObservedListener.handling(_ -> hello())) {
            int port = server.listener().port();
            assertTrue(server.listener().drain(LONG).isDrained());
            assertEquals(ListenerStatus.STOPPED, server.listener().status());
            assertFalse(canConnect(server));
            assertEquals(List.of(), server.roadrunner().listeners());
            assertEquals(1, server.events(DrainStarted.class).size());
            DrainFinished finished = server.events(DrainFinished.class).getFirst();
            assertEquals(DrainOutcome.DRAINED, finished.outcome());
            assertEquals(1, server.events(ListenerStopped.class).size());
            server.roadrunner()
                    .startListener(
                            ObservedListener.NAME,
                            ObservedListener.options(options -> options.port(port)));
        }
    }

    @Test
    void whatIsLeftAtTheDeadlineIsReportedInterruptedAndCut() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Routes routes =
                Routes.builder()
                        .get(
                                "/wait/:what",
                                _ -> {
                                    try {
                                        gate.pass();
                                    } catch (InterruptedException e) {
                                        interrupted.countDown();
                                        throw e;
                                    }
                                    return hello();
                                })
                        .build();
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect();
                Wire halfHead = server.connect()) {
            wire.send(get("/wait/long"));
            halfHead.send("GET / HTT");
            gate.awaitReached();
            Await.until("both are there", () -> server.info().activeClients() == 2);
            DrainResult result = server.listener().drain(Duration.ofMillis(200));
            DrainResult.TimedOut timedOut = assertInstanceOf(DrainResult.TimedOut.class, result);
            assertEquals(2, timedOut.remainingConnections());
            assertEquals(1, timedOut.remainingRequests());
            assertStraggler(timedOut.stragglers(), wire);
            assertTrue(interrupted.await(5, TimeUnit.SECONDS), "interrupted");
            wire.expectClosed();
            halfHead.expectClosed();
            server.awaitNothingLeft();
            DrainFinished finished = server.events(DrainFinished.class).getFirst();
            assertEquals(DrainOutcome.TIMED_OUT, finished.outcome());
            assertEquals(timedOut.stragglers(), finished.stragglers());
        }
    }

    private static void assertStraggler(List<Straggler> stragglers, Wire wire) {
        assertEquals(1, stragglers.size());
        Straggler straggler = stragglers.getFirst();
        assertEquals("h1", straggler.protocol());
        assertEquals("/wait/:what", straggler.route());
        assertEquals(wire.localAddress(), straggler.peer());
        assertFalse(straggler.age().isNegative());
        assertTrue(
                straggler.stack().stream()
                        .anyMatch(frame -> frame.getClassName().equals(Gate.class.getName())),
                () -> "its stack shows where it stands: " + straggler.stack());
    }

    @Test
    void aHandlerThatIgnoresTheInterruptHoldsUpNeitherDrainNorSlot() throws Exception {
        Routes routes =
                Routes.handler(_ -> {
                    gate.passStubbornly();
                    return hello();
                });
        try (ObservedListener server =
                        ObservedListener.with(options ->
                                options.routes(routes).forceGrace(Duration.ofMillis(50)));
                Wire wire = server.connect()) {
            wire.send(get("/"));
            gate.awaitReached();
            assertFalse(server.listener().drain(Duration.ofMillis(50)).isDrained());
            assertEquals(ListenerStatus.STOPPED, server.listener().status());
            wire.expectClosed();
            gate.open();
            server.awaitNothingLeft();
        }
    }

    @Test
    void aDrainWithoutTimeCutsWhatRuns() throws Exception {
        try (ObservedListener server = ObservedListener.routing(waiting());
                Wire wire = server.connect()) {
            wire.send(get("/wait/now"));
            gate.awaitReached();
            DrainResult result = server.listener().drain(Duration.ZERO);
            assertEquals(
                    1, assertInstanceOf(DrainResult.TimedOut.class, result).remainingRequests());
            wire.expectClosed();
            server.awaitNothingLeft();
        }
    }

    @Test
    void aSecondDrainJoinsTheFirstAndTheEarlierDeadlineWins() {
        LinkedBlockingQueue<Instant> told = new LinkedBlockingQueue<>();
        Routes routes =
                Routes.handler(request -> {
                    request.mailbox().send("hello");
                    return Responses.loop(
                            200,
                            Headers.empty(),
                            "",
                            (message, push, state) -> {
                                if (message instanceof DrainNotice notice) {
                                    told.add(notice.deadline());
                                } else {
                                    push.send("hello");
                                }
                                return Next.next(state);
                            });
                });
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            wire.send(get("/")).readHead();
            wire.expectChunk("hello");
            CompletableFuture<DrainResult> first = server.drain(LONG);
            Await.until("told of the first", () -> told.size() == 1);
            Instant late = server.info().deadline().orElseThrow();
            CompletableFuture<DrainResult> second = server.drain(Duration.ofMillis(300));
            Await.until("told of the second", () -> told.size() == 2);
            Instant early = server.info().deadline().orElseThrow();
            assertTrue(early.isBefore(late), early + " before " + late);
            assertEquals(List.of(late, early), List.copyOf(told));
            CompletableFuture<DrainResult> third = server.drain(LONG);
            assertInstanceOf(DrainResult.TimedOut.class, first.join());
            assertEquals(first.join(), second.join());
            assertEquals(first.join(), third.join());
            assertEquals(early, server.info().deadline().orElseThrow());
            assertEquals(1, server.events(DrainStarted.class).size());
            assertEquals(1, server.events(DrainFinished.class).size());
            server.awaitNothingLeft();
        }
    }

    @Test
    void aLameDuckStillAcceptsAndItsAnswersSayClose() {
        try (ObservedListener server = ObservedListener.routing(waiting());
                Wire idle = server.connectIdle("/")) {
            DrainOptions options =
                    DrainOptions.standard().withTimeout(LONG).withDelay(Duration.ofMillis(400));
            CompletableFuture<DrainResult> drain = server.drain(options);
            server.awaitStatus(ListenerStatus.DRAINING);
            Await.until("told", () -> answerOf(server).header("connection") != null);
            answerOf(server).expectStatus(200).expectHeader("connection", "close");
            assertEquals(ListenerStatus.DRAINING, server.listener().status());
            assertTrue(idle.isOpen(), "idle connections stay open meanwhile");
            idle.expectClosed();
            assertTrue(drain.join().isDrained());
            assertFalse(canConnect(server));
            DrainStarted started = server.events(DrainStarted.class).getFirst();
            assertEquals(Duration.ofMillis(400), started.delay());
        }
    }

    private static io.roadrunner.testkit.WireResponse answerOf(ObservedListener server) {
        try (Wire wire = server.connect()) {
            return wire.send(get("/")).readResponse();
        }
    }

    @Test
    void anIdleConnectionHasTheGraceForALastRequest() {
        try (ObservedListener server = ObservedListener.routing(waiting());
                Wire last = server.connectIdle("/");
                Wire idle = server.connectIdle("/")) {
            DrainOptions options =
                    DrainOptions.standard().withTimeout(LONG).withIdleGrace(Duration.ofMillis(400));
            CompletableFuture<DrainResult> drain = server.drain(options);
            Await.until("the socket is closed", () -> !canConnect(server));
            last.send(get("/")).readResponse().expectStatus(200);
            idle.expectClosed();
            last.endOutput().expectClosed();
            assertTrue(drain.join().isDrained());
        }
    }

    @Test
    void statusAndInfoCanBeReadAtAnyMomentOfADrain() {
        try (ObservedListener server = ObservedListener.routing(waiting());
                Wire wire = server.connect()) {
            wire.send(get("/wait/x"));
            gate.awaitReached();
            assertEquals(ListenerStatus.ACCEPTING, server.listener().status());
            assertTrue(server.info().deadline().isEmpty());
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            List<ListenerStatus> seen = new ArrayList<>();
            server.awaitEvents(DrainProgress.class, 2);
            for (int i = 0; i < 10_000; i++) {
                seen.add(server.listener().status());
                assertEquals(1, server.info().activeClients());
                assertEquals(1, server.info().activeRequests());
                assertTrue(server.info().deadline().isPresent());
            }
            assertEquals(List.of(ListenerStatus.DRAINING), seen.stream().distinct().toList());
            gate.open();
            wire.readResponse();
            wire.endOutput();
            assertTrue(drain.join().isDrained());
            assertEquals(ListenerStatus.STOPPED, server.listener().status());
            DrainProgress progress = server.events(DrainProgress.class).getFirst();
            assertEquals(1, progress.connections());
            assertEquals(1, progress.requests());
        }
    }

    @Test
    void twoThousandIdleConnectionsAreDrained() {
        int count = 2000;
        List<Wire> wires = new ArrayList<>();
        try (ObservedListener server =
                ObservedListener.with(options -> options.routes(waiting()).socketBacklog(4096))) {
            for (int i = 0; i < count; i++) {
                wires.add(server.connect());
            }
            Await.until("all are accepted", () -> server.info().activeClients() == count);
            assertTrue(server.drain(LONG).join().isDrained());
            wires.forEach(Wire::expectClosed);
            assertEquals(0, server.info().activeClients());
        } finally {
            wires.forEach(Wire::close);
        }
    }

    @Test
    void notifyDrainTellsAndStopsNothing() {
        AtomicReference<Instant> seen = new AtomicReference<>();
        Routes routes =
                Routes.builder()
                        .get("/", _ -> hello())
                        .get(
                                "/wait",
                                request -> {
                                    gate.pass();
                                    seen.set(request.drainDeadline().orElseThrow());
                                    return hello();
                                })
                        .build();
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire idle = server.connectIdle("/");
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            server.listener().notifyDrain(LONG);
            gate.open();
            wire.readResponse().expectNoHeader("connection");
            assertTrue(seen.get().isAfter(Instant.now()), "told");
            idle.send(get("/")).readResponse().expectNoHeader("connection");
            wire.send(get("/")).readResponse().expectNoHeader("connection");
            assertEquals(ListenerStatus.ACCEPTING, server.listener().status());
            assertTrue(server.info().deadline().isEmpty());
            assertEquals(List.of(), server.events(DrainStarted.class));
        }
    }

    @Test
    void aStopDuringADrainEndsIt() {
        try (ObservedListener server = ObservedListener.routing(waiting());
                Wire wire = server.connect()) {
            wire.send(get("/wait/x"));
            server.awaitEvents(RequestStarted.class, 1);
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            server.awaitStatus(ListenerStatus.DRAINING);
            server.listener().stop();
            assertEquals(ListenerStatus.STOPPED, server.listener().status());
            wire.expectClosed();
            drain.join();
            server.awaitNothingLeft();
            assertEquals(1, server.events(ListenerStopped.class).size());
        }
    }

    @Test
    void anInterruptOfTheDrainingThreadBringsTheDeadlineToNow() throws Exception {
        try (ObservedListener server = ObservedListener.routing(waiting());
                Wire wire = server.connect()) {
            wire.send(get("/wait/x"));
            gate.awaitReached();
            Thread draining = Thread.ofVirtual().start(() -> assertDoesNotReturnDrained(server));
            server.awaitEvents(DrainProgress.class, 1);
            draining.interrupt();
            draining.join();
            assertEquals(ListenerStatus.STOPPED, server.listener().status());
            wire.expectClosed();
            server.awaitNothingLeft();
        }
    }

    private static void assertDoesNotReturnDrained(ObservedListener server) {
        try {
            assertFalse(server.listener().drain(LONG).isDrained());
        } catch (InterruptedException _) {
            // Either is a fair answer to an interrupt.
        }
    }

    @Test
    void anInterruptedJoinerLeavesDrainAndNameAlone() throws Exception {
        try (ObservedListener server = ObservedListener.routing(waiting());
                Wire wire = server.connect()) {
            wire.send(get("/wait/x"));
            gate.awaitReached();
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            server.awaitStatus(ListenerStatus.DRAINING);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> server.listener().drain(LONG));
            assertEquals(ListenerStatus.DRAINING, server.listener().status());
            assertTrue(server.roadrunner().listener(ObservedListener.NAME).isPresent());
            gate.open();
            wire.readResponse().expectStatus(200);
            wire.endOutput();
            assertTrue(drain.join().isDrained());
        }
    }
}
