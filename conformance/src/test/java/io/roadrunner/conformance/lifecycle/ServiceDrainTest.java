package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.Service;
import io.roadrunner.ServiceStatus;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.DrainEvent.DrainProgress;
import io.roadrunner.telemetry.DrainEvent.DrainStarted;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.websocket.Frames;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drain of a service: all listeners together, requests are waited for, then it is over.
class ServiceDrainTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Gate gate = new Gate();
    private final AtomicReference<Instant> told = new AtomicReference<>();

    /// Says goodbye when the server goes.
    private record Polite() implements WebSocketHandler {
        @Override
        public void onDrain(WebSocket socket, Instant deadline) {
            socket.sendText("bye");
            socket.close(1012, "moving");
        }
    }

    private Routes routes() {
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .get("/wait", this::waiting)
                .get("/stubborn", _ -> stubborn())
                .get("/loop", ServiceDrainTest::loop)
                .get("/ws", WebSockets.handler(WebSocketOptions.standard(), _ -> new Polite()))
                .build();
    }

    private Response waiting(Request request) throws InterruptedException {
        gate.pass();
        told.set(request.drainDeadline().orElse(Instant.MIN));
        return Responses.text(200, "late");
    }

    private Response stubborn() {
        gate.passStubbornly();
        return Responses.text(200, "late");
    }

    private static Response loop(Request request) {
        request.mailbox().send("hello");
        return Responses.loop(
                200,
                Headers.empty(),
                "",
                (message, push, state) -> {
                    boolean drains = message instanceof DrainNotice;
                    push.send(drains ? "bye" : message.toString());
                    return drains ? Next.stop() : Next.next(state);
                });
    }

    private static void assertDrained(CompletableFuture<DrainResult> drain) {
        assertInstanceOf(DrainResult.Drained.class, drain.join());
    }

    @Test
    void allListenersStopAndEveryKindOfRequestIsWaitedFor() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire idle = server.connect();
                Wire wire = server.connect();
                Wire loop = server.connect();
                WebSocketWire socket =
                        WebSocketWire.connect(server.listener("http").port(), "/ws");
                Http2Wire internal = server.connectInternally()) {
            wire.send(get("/wait"));
            loop.send(get("/loop")).readHead();
            loop.expectChunk("hello");
            socket.send(Frames.ping("")).expect(Frames.pong(""));
            internal.send(headers(1).get("/wait"), headers(3).get("/loop"));
            server.awaitInFlight(5);
            assertEquals(5, server.roadrunner().inFlight());
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            idle.expectClosed();
            loop.expectChunk("bye");
            socket.expectText("bye").expectClose(1012);
            internal.expectGoAway(ErrorCode.NO_ERROR);
            internal.expectResponse(3).expectBody("hellobye");
            Await.until(
                    "neither accepts",
                    () ->
                            server.service().listeners().stream()
                                    .noneMatch(it -> Wire.canConnect(it.address())));
            server.awaitInFlight(2);
            assertEquals(ServiceStatus.DRAINING, server.service().status());
            assertFalse(drain.isDone());
            gate.open();
            wire.readResponse().expectHeader("connection", "close").expectBody("late");
            wire.endOutput();
            internal.expectResponse(1).expectBody("late");
            assertDrained(drain);
            assertEquals(ServiceStatus.STOPPED, server.service().status());
            assertEquals(0, server.service().inFlight());
            assertEquals(List.of(), server.service().listeners());
            assertEquals(List.of(), server.roadrunner().listeners());
            assertEquals(List.of(), server.roadrunner().services());
        }
    }

    @Test
    void onlyItsOwnRequestsAreWaitedFor() {
        Gate other = new Gate();
        try (ObservedService server = ObservedService.routing(routes())) {
            Routes others =
                    Routes.builder()
                            .get(
                                    "/",
                                    _ -> {
                                        other.pass();
                                        return Responses.text(200, "other");
                                    })
                            .build();
            Roadrunner roadrunner = server.roadrunner();
            Service second =
                    roadrunner.startService(
                            ObservedService.options("second").routes(others).build());
            try (Wire wire = Wire.connect(second.listener("http").orElseThrow().port())) {
                wire.send(get("/"));
                other.awaitReached();
                assertEquals(0, server.service().inFlight());
                assertEquals(1, second.inFlight());
                assertEquals(1, roadrunner.inFlight());
                assertDrained(server.drain(LONG));
                assertEquals(ServiceStatus.RUNNING, second.status());
                other.open();
                wire.readResponse().expectNoHeader("connection").expectBody("other");
            }
        }
    }

    @Test
    void itIsStoppedAlsoWhenTheDeadlineComesFirst() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect();
                Http2Wire internal = server.connectInternally()) {
            wire.send(get("/stubborn"));
            internal.send(headers(1).get("/stubborn"));
            server.awaitInFlight(2);
            DrainOptions options =
                    DrainOptions.standard()
                            .withTimeout(Duration.ofMillis(100))
                            .withForceGrace(Duration.ofMillis(10));
            CompletableFuture<DrainResult> drain = server.drain(options);
            DrainResult.TimedOut result =
                    assertInstanceOf(DrainResult.TimedOut.class, drain.join());
            assertEquals(2, result.remainingConnections());
            assertEquals(2, result.remainingRequests());
            assertEquals(
                    List.of("/stubborn", "/stubborn"),
                    result.stragglers().stream().map(Straggler::route).toList());
            assertEquals(ServiceStatus.STOPPED, server.service().status());
            wire.expectClosed();
            gate.open();
        }
    }

    @Test
    void anInterruptOfTheDrainingThreadStopsIt() throws InterruptedException {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect();
                Http2Wire internal = server.connectInternally()) {
            wire.send(get("/wait"));
            internal.send(headers(1).get("/wait"));
            server.awaitInFlight(2);
            AtomicReference<DrainResult> result = new AtomicReference<>();
            Thread draining =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    result.set(server.service().drain());
                                    assertTrue(Thread.currentThread().isInterrupted());
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            });
            server.awaitEvents(DrainProgress.class, 2);
            draining.interrupt();
            draining.join();
            assertInstanceOf(DrainResult.TimedOut.class, result.get());
            assertEquals(ServiceStatus.STOPPED, server.service().status());
            wire.expectClosed();
        }
    }

    @Test
    void aDrainWithoutADeadlineWaitsAsLongAsItTakes() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            CompletableFuture<DrainResult> drain = server.drain(DrainOptions.FOREVER);
            server.awaitEvents(DrainProgress.class, 2);
            assertTrue(server.listener("http").info().deadline().isEmpty());
            DrainStarted started = server.events(DrainStarted.class).getFirst();
            assertEquals(DrainNotice.NEVER, started.deadline());
            gate.open();
            wire.readResponse().expectBody("late");
            wire.endOutput();
            assertDrained(drain);
            assertEquals(DrainNotice.NEVER, told.get());
        }
    }

    @Test
    void requestsOverTlsAndWithoutAreWaitedForTogether(@TempDir Path folder) {
        TlsOptions tls = new Certificates(folder).localhost();
        try (ObservedService server =
                        ObservedService.with(options ->
                                options.https(o -> o.host("127.0.0.1").port(0).tls(tls))
                                        .routes(routes()));
                Wire idle = server.connect();
                Wire wire = server.connect();
                Http2Wire secure =
                        Http2Wire.connectTls(
                                server.listener("https").port(), TlsClient.context())) {
            wire.send(get("/wait"));
            secure.send(headers(1).get("/wait"));
            server.awaitInFlight(2);
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            idle.expectClosed();
            secure.expectGoAway(ErrorCode.NO_ERROR);
            gate.open();
            wire.readResponse().expectHeader("connection", "close").expectBody("late");
            wire.endOutput();
            secure.expectResponse(1).expectBody("late");
            assertDrained(drain);
        }
    }

    @Test
    void noListenerIsAddedFromTheBeginningOfADrain() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            server.awaitStatus(ServiceStatus.DRAINING);
            assertEquals(new ListenerException.Reason.Draining("shop"), refusedListener(server));
            gate.open();
            wire.readResponse().expectBody("late");
            wire.endOutput();
            assertDrained(drain);
            assertEquals(new ListenerException.Reason.Stopped("shop"), refusedListener(server));
            assertEquals(List.of(), server.roadrunner().listeners());
        }
    }

    private static ListenerException.Reason refusedListener(ObservedService server) {
        return assertThrows(
                        ListenerException.class,
                        () ->
                                server.service()
                                        .startListener("late", ObservedListener.options(_ -> {})))
                .reason();
    }

    @Test
    void progressIsReportedAsOftenAsAskedFor() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            DrainOptions rare = DrainOptions.standard().withPollInterval(Duration.ofDays(1));
            DrainOptions often = rare.withPollInterval(Duration.ofMillis(1));
            Service second =
                    server.roadrunner()
                            .startService(
                                    ObservedService.options("second").routes(routes()).build());
            try (Wire other = Wire.connect(second.listener("http").orElseThrow().port())) {
                other.send(get("/wait"));
                Await.until("two in flight", () -> server.roadrunner().inFlight() == 2);
                CompletableFuture<DrainResult> quiet = server.drain(rare);
                CompletableFuture<DrainResult> loud =
                        ObservedService.inBackground(() -> second.drain(often));
                for (DrainProgress progress : server.awaitEvents(DrainProgress.class, 200)) {
                    assertEquals("second/http", progress.listenerName());
                    assertEquals(1, progress.requests());
                }
                gate.open();
                other.readResponse();
                other.endOutput();
                wire.readResponse();
                wire.endOutput();
                assertDrained(quiet);
                assertDrained(loud);
            }
        }
    }

    @Test
    void twoThousandIdleConnectionsOfTwoListenersAreAllClosed() {
        int each = 1000;
        List<Wire> wires = new ArrayList<>();
        try (ObservedService server = ObservedService.routing(routes())) {
            server.service().startListener("more", ObservedListener.options(_ -> {}));
            for (int i = 0; i < each; i++) {
                wires.add(server.connect());
                wires.add(Wire.connect(server.listener("more").port()));
            }
            var http = server.listener("http");
            var more = server.listener("more");
            Await.until(
                    "all are accepted",
                    Duration.ofSeconds(20),
                    () ->
                            http.info().activeClients() == each
                                    && more.info().activeClients() == each);
            assertDrained(server.drain(LONG));
            wires.forEach(Wire::expectClosed);
            assertEquals(0, http.info().activeClients() + more.info().activeClients());
        } finally {
            wires.forEach(Wire::close);
        }
    }

    @Test
    void drainingWhatHasStoppedIsOverAtOnce() throws InterruptedException {
        try (ObservedService server = ObservedService.routing(routes())) {
            server.service().stop();
            assertEquals(
                    new DrainResult.Drained(Duration.ZERO),
                    server.roadrunner().drain(server.service()));
        }
    }
}
