package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roadrunner.DrainResult;
import io.roadrunner.config.BodyBuffering;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.DrainEvent.DrainProgress;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What a drain does to a connection in each phase that it can be in.
class DrainTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static void awaitTold(Request request) {
        Await.until("told of the drain", () -> request.drainDeadline().isPresent());
    }

    private static Response answerWhenTold(Request request) {
        awaitTold(request);
        return Responses.text(200, "late");
    }

    private static Response hello() {
        return Responses.text(200, "hello");
    }

    private static void assertDrained(CompletableFuture<DrainResult> drain) {
        assertInstanceOf(DrainResult.Drained.class, drain.join());
    }

    @Test
    void anIdleConnectionIsClosedAtOnceWithoutAWord() {
        try (ObservedListener server = ObservedListener.handling(_ -> hello());
                Wire used = server.connectIdle("/");
                Wire fresh = server.connect()) {
            Await.until("both are accepted", () -> server.info().activeClients() == 2);
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            assertEquals(Wire.End.CLOSED, used.expectClosed());
            assertEquals(Wire.End.CLOSED, fresh.expectClosed());
            assertDrained(drain);
        }
    }

    @Test
    void requestsThatHaveArrivedOnIdleConnectionsAreAllAnswered() {
        for (int round = 0; round < 20; round++) {
            List<Wire> wires = new ArrayList<>();
            try (ObservedListener server = ObservedListener.handling(_ -> hello())) {
                for (int i = 0; i < 10; i++) {
                    wires.add(server.connectIdle("/"));
                }
                wires.forEach(wire -> wire.send(get("/last")));
                CompletableFuture<DrainResult> drain = server.drain(LONG);
                for (Wire wire : wires) {
                    wire.readResponse().expectStatus(200);
                    wire.expectClosed();
                }
                assertDrained(drain);
                assertEquals(20, server.info().requestsServed());
            } finally {
                wires.forEach(Wire::close);
            }
        }
    }

    @Test
    void connectionsInTheBacklogAreServed() {
        for (int round = 0; round < 20; round++) {
            List<Wire> wires = new ArrayList<>();
            try (ObservedListener server = ObservedListener.handling(_ -> hello())) {
                for (int i = 0; i < 10; i++) {
                    wires.add(server.connect().send(get("/")));
                }
                CompletableFuture<DrainResult> drain = server.drain(LONG);
                wires.forEach(wire -> wire.readResponse().expectStatus(200));
                wires.forEach(Wire::endOutput);
                assertDrained(drain);
            } finally {
                wires.forEach(Wire::close);
            }
        }
    }

    @Test
    void aHalfSentHeadIsReadToItsEndAndAnswered() {
        try (ObservedListener server = ObservedListener.handling(_ -> hello());
                Wire sentinel = server.connectIdle("/");
                Wire wire = server.connectIdle("/")) {
            wire.send("GET / HTTP/1.1\r\nHo");
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            sentinel.expectClosed();
            server.awaitEvents(DrainProgress.class, 3);
            wire.send("st: x\r\n\r\n").readResponse().expectHeader("connection", "close");
            wire.expectClosed();
            wire.endOutput();
            assertDrained(drain);
        }
    }

    @Test
    void aHalfSentBodyIsReadToItsEndAndAnsweredInEachMode() {
        for (BodyBuffering mode : BodyBuffering.values()) {
            Routes routes =
                    Routes.handler(
                            request -> Responses.body(200, "text/plain", request.readBody()));
            try (ObservedListener server =
                            ObservedListener.with(
                                    options -> options.routes(routes).bodyBuffering(mode));
                    Wire sentinel = server.connect();
                    Wire wire = server.connect()) {
                wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
                server.awaitEvents(RequestStarted.class, 1);
                CompletableFuture<DrainResult> drain = server.drain(LONG);
                sentinel.expectClosed();
                server.awaitEvents(DrainProgress.class, 3);
                wire.send("def")
                        .readResponse()
                        .expectHeader("connection", "close")
                        .expectBody("abcdef");
                wire.endOutput();
                assertDrained(drain);
            }
        }
    }

    @Test
    void aRunningHandlerFinishesAndItsAnswerSaysClose() {
        try (ObservedListener server = ObservedListener.handling(DrainTest::answerWhenTold);
                Wire wire = server.connect()) {
            wire.send(get("/"));
            server.awaitEvents(RequestStarted.class, 1);
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            wire.readResponse().expectHeader("connection", "close").expectBody("late");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            wire.endOutput();
            assertDrained(drain);
        }
    }

    @Test
    void pipelinedRequestsBehindARunningOneAreLeftToBeSentAgain() {
        // "The server MUST NOT process any further requests received on that connection." after it
        // has said close: RFC 9112 §9.6
        try (ObservedListener server = ObservedListener.handling(DrainTest::answerWhenTold);
                Wire wire = server.connect()) {
            wire.send(get("/a") + get("/b"));
            server.awaitEvents(RequestStarted.class, 1);
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            wire.readResponse().expectHeader("connection", "close").expectBody("late");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            wire.endOutput();
            assertDrained(drain);
            assertEquals(1, server.info().requestsServed());
        }
    }
}
