package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.WebSocketEvent.SessionClosed;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.websocket.WebSocketOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a drain means for sessions: they are told, may go on until the deadline, and never outlive
/// it.
class SessionDrainTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    /// Within `force_grace`, and longer than connections that end otherwise may take.
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private static final Duration SHORT = Duration.ofMillis(200);

    private static SessionServer with(DrainPolicy policy) {
        return SessionServer.start(
                WebSocketOptions.standard(), NotedSession.ECHO, o -> o.drainPolicy(policy));
    }

    private static void expectStopped(SessionServer server) {
        Await.until(
                "nobody listens",
                () -> !Wire.canConnect(new InetSocketAddress("127.0.0.1", server.port())));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsToldAndTheDrainReturnsWhenTheLastOneHasEnded(Carrier carrier) {
        try (SessionServer server = with(DrainPolicy.NOTIFY);
                SessionClient first = server.connect(carrier);
                SessionClient second = server.connect(carrier)) {
            server.session(1).awaitCall("open");
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            server.session(0).awaitCall("drain");
            server.session(1).awaitCall("drain");
            Instant deadline = server.info().deadline().orElseThrow();
            assertTrue(server.session(0).calls().contains("drain " + deadline));
            first.wire().send(text("still here")).expectText("still here");
            assertEquals(2, server.info().activeRequests());
            assertEquals(2, server.info().activeClients());
            first.wire().closeHandshake();
            first.leave();
            Await.until("one is left", () -> server.info().activeRequests() == 1);
            assertFalse(drain.isDone());
            second.wire().closeHandshake();
            second.leave();
            assertInstanceOf(DrainResult.Drained.class, drain.join());
            for (NotedSession session : server.sessions()) {
                assertEquals(1, session.count("drain"));
                session.expectInOrder();
            }
            expectStopped(server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEarlierDeadlineIsToldAsWellAndALaterOneIsNot(Carrier carrier) {
        try (SessionServer server = with(DrainPolicy.NOTIFY);
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            CompletableFuture<DrainResult> first = server.drain(LONG);
            server.session(0).awaitCall("drain");
            CompletableFuture<DrainResult> later = server.drain(LONG.multipliedBy(2));
            CompletableFuture<DrainResult> earlier = server.drain(LONG.dividedBy(2));
            Await.until("told twice", () -> server.session(0).count("drain") == 2);
            client.wire().send(text("x")).expectText("x").closeHandshake();
            client.leave();
            assertTrue(first.join().isDrained());
            assertTrue(later.join().isDrained());
            assertTrue(earlier.join().isDrained());
            assertEquals(2, server.session(0).count("drain"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOpenAtTheDeadlineIsClosedWith1001(Carrier carrier) {
        try (SessionServer server = with(DrainPolicy.NOTIFY);
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            CompletableFuture<DrainResult> drain = server.drain(SHORT);
            client.wire().expectClose(1001);
            assertFalse(drain.isDone(), "the answer is waited for");
            client.wire().send(close(1001)).expectClosed();
            DrainResult.TimedOut result =
                    assertInstanceOf(DrainResult.TimedOut.class, drain.join());
            assertEquals(1, result.remainingRequests());
            assertEquals(SessionServer.PATH, result.stragglers().getFirst().route());
            assertEquals("1001 ", server.session(0).awaitEnd());
            assertTrue(server.awaitEvents(SessionClosed.class, 1).getFirst().clean());
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotAnswerAtTheDeadlineIsCut(Carrier carrier) {
        try (SessionServer server =
                        SessionServer.start(
                                WebSocketOptions.standard(),
                                NotedSession.ECHO,
                                o -> o.forceGrace(Duration.ofMillis(100)));
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            assertFalse(server.drain(SHORT).join().isDrained());
            client.wire().expectClose(1001);
            client.wire().expectClosed();
            assertEquals("1001 going away", server.session(0).awaitEnd());
            assertFalse(server.awaitEvents(SessionClosed.class, 1).getFirst().clean());
            server.awaitNothingLeft();
            server.session(0).expectInOrder();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCloseNowPolicyClosesAtOnce(Carrier carrier) {
        try (SessionServer server = with(DrainPolicy.CLOSE_NOW);
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            client.wire().expectClose(1001);
            client.wire().send(close(1001)).expectClosed();
            client.leave();
            assertTrue(drain.join().isDrained());
            assertEquals("1001 ", server.session(0).awaitEnd());
            assertEquals(0, server.session(0).count("drain"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRunToDeadlinePolicyTellsNothing(Carrier carrier) {
        try (SessionServer server = with(DrainPolicy.RUN_TO_DEADLINE);
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            CompletableFuture<DrainResult> drain = server.drain(Duration.ofSeconds(1));
            expectStopped(server);
            client.wire().send(text("x")).expectText("x").expectClose(1001);
            client.wire().send(close(1001)).expectClosed();
            client.leave();
            assertFalse(drain.join().isDrained());
            assertEquals("1001 ", server.session(0).awaitEnd());
            assertEquals(0, server.session(0).count("drain"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLameDuckTellsNobody(Carrier carrier) {
        try (SessionServer server = with(DrainPolicy.NOTIFY);
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            DrainOptions options =
                    DrainOptions.standard()
                            .withTimeout(LONG)
                            .withDelay(Duration.ofMillis(500))
                            .withIdleGrace(Duration.ZERO);
            CompletableFuture<DrainResult> drain = server.drain(options);
            Await.until("the drain has begun", () -> server.info().deadline().isPresent());
            try (SessionClient late = server.connect(carrier)) {
                assertEquals(0, server.session(0).count("drain"), "still accepts, told nobody");
                server.session(0).awaitCall("drain");
                server.session(1).awaitCall("drain");
                late.wire().closeHandshake();
            }
            client.wire().closeHandshake();
            client.leave();
            assertTrue(drain.join().isDrained());
            assertEquals(1, server.session(0).count("drain"));
            assertEquals(1, server.session(1).count("drain"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeIsTold(Carrier carrier) {
        try (SessionServer server = with(DrainPolicy.NOTIFY);
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            server.listener().notifyDrain(LONG);
            server.session(0).awaitCall("drain");
            client.wire().send(text("x")).expectText("x").closeHandshake();
            try (SessionClient next = server.connect(carrier)) {
                next.wire().send(text("y")).expectText("y").closeHandshake();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsTooOldSays1001(Carrier carrier) {
        try (SessionServer server =
                        SessionServer.start(
                                WebSocketOptions.standard(),
                                NotedSession.ECHO,
                                o ->
                                        o.maxConnectionAge(Duration.ofMillis(300))
                                                .maxConnectionAgeGrace(SHORT));
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("drain");
            client.wire().expectClose(1001);
            client.wire().expectNothingFor(LAST_WORDS);
            client.leave();
            assertEquals("1001 going away", server.session(0).awaitEnd());
            server.session(0).expectInOrder();
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatIsAtWorkAtTheDeadlineIsInterrupted(Carrier carrier) {
        expectInterrupted(carrier, "text");
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatIsAtWorkForAnotherThreadAtTheDeadlineIsInterrupted(Carrier carrier) {
        expectInterrupted(carrier, "message");
    }

    private static void expectInterrupted(Carrier carrier, String at) {
        CountDownLatch never = new CountDownLatch(1);
        NotedSession.Behavior works =
                (call, _, _) -> {
                    if (call.equals(at)) {
                        never.await();
                    }
                };
        try (SessionServer server =
                        SessionServer.start(
                                WebSocketOptions.standard(),
                                works,
                                o -> o.forceGrace(Duration.ofMillis(100)));
                SessionClient client = server.connect(carrier)) {
            if (at.equals("text")) {
                client.wire().send(text("work"));
            } else {
                server.session(0).socket().post("work");
            }
            server.session(0).awaitCall(at);
            assertFalse(server.drain(SHORT).join().isDrained());
            client.wire().expectClose(1001);
            client.wire().expectClosed();
            assertEquals("1001 going away", server.session(0).awaitEnd());
            server.session(0).expectInOrder();
            server.awaitNothingLeft();
            assertEquals(0, server.events(RequestFailed.class).size(), "it has not failed");
        }
    }
}
