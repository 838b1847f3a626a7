package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.ServiceStatus;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Mailbox;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.websocket.Frames;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Waiting until nothing is in flight, which tells nobody and stops nothing.
class AwaitIdleTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Gate gate = new Gate();
    private final AtomicReference<Mailbox> mailbox = new AtomicReference<>();

    private record Silent() implements WebSocketHandler {}

    private Routes routes() {
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .get("/wait", _ -> waiting())
                .get("/stubborn", _ -> stubborn())
                .get("/loop", this::loop)
                .get("/ws", WebSockets.handler(WebSocketOptions.standard(), _ -> new Silent()))
                .build();
    }

    private Response waiting() throws InterruptedException {
        gate.pass();
        return Responses.text(200, "late");
    }

    private Response stubborn() {
        gate.passStubbornly();
        return Responses.text(200, "late");
    }

    private Response loop(Request request) {
        mailbox.set(request.mailbox());
        request.mailbox().send("hello");
        return Responses.loop(
                200,
                Headers.empty(),
                "",
                (message, push, state) -> {
                    push.send(message.toString());
                    return message.equals("end") ? Next.stop() : Next.next(state);
                });
    }

    @Test
    void nothingInFlightIsIdleAlsoWithOpenConnections() throws InterruptedException {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/")).readResponse().expectBody("hello");
            server.awaitInFlight(0);
            assertTrue(server.roadrunner().awaitIdle().isDrained());
            assertTrue(
                    server.roadrunner()
                            .awaitIdle(DrainOptions.standard().withTimeout(Duration.ZERO))
                            .isDrained());
            wire.send(get("/")).readResponse().expectNoHeader("connection");
        }
    }

    @Test
    void theLastRequestOfEveryKindEndsTheWait() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect();
                Wire loop = server.connect();
                WebSocketWire socket =
                        WebSocketWire.connect(server.listener("http").port(), "/ws");
                Http2Wire internal = server.connectInternally()) {
            wire.send(get("/wait"));
            internal.send(headers(1).get("/wait"));
            loop.send(get("/loop")).readHead();
            loop.expectChunk("hello");
            socket.send(Frames.ping("")).expect(Frames.pong(""));
            server.awaitInFlight(4);
            CompletableFuture<DrainResult> idle = server.awaitIdle(LONG);
            gate.open();
            wire.readResponse().expectNoHeader("connection").expectBody("late");
            internal.expectResponse(1).expectBody("late");
            server.awaitInFlight(2);
            assertFalse(idle.isDone());
            mailbox.get().send("end");
            loop.expectChunk("end");
            server.awaitInFlight(1);
            assertFalse(idle.isDone());
            socket.closeHandshake();
            assertInstanceOf(DrainResult.Drained.class, idle.join());
            assertEquals(ServiceStatus.RUNNING, server.service().status());
            wire.send(get("/")).readResponse().expectBody("hello");
        }
    }

    @Test
    void atTheDeadlineItSaysWhatIsInFlightAndCutsNothing() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire idleWire = server.connect();
                Wire wire = server.connect()) {
            idleWire.send(get("/")).readResponse();
            wire.send(get("/wait"));
            gate.awaitReached();
            DrainResult.TimedOut result =
                    assertInstanceOf(
                            DrainResult.TimedOut.class,
                            server.awaitIdle(Duration.ofMillis(50)).join());
            assertEquals(2, result.remainingConnections());
            assertEquals(1, result.remainingRequests());
            assertEquals(
                    List.of("/wait"), result.stragglers().stream().map(Straggler::route).toList());
            gate.open();
            wire.readResponse().expectNoHeader("connection").expectBody("late");
        }
    }

    @Test
    void theEndOfAListenerEndsTheWaitForIt() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/stubborn"));
            gate.awaitReached();
            CompletableFuture<DrainResult> idle = server.awaitIdle(DrainOptions.FOREVER);
            server.listener("http").stop();
            assertInstanceOf(DrainResult.Drained.class, idle.join());
            gate.open();
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> server.roadrunner().awaitIdle());
            gate.open();
            wire.readResponse().expectBody("late");
        }
    }
}
