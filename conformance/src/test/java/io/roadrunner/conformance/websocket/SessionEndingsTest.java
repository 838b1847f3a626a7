package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.continuation;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.WebSocketEvent.FrameReceived;
import io.roadrunner.telemetry.WebSocketEvent.FrameSent;
import io.roadrunner.telemetry.WebSocketEvent.SessionClosed;
import io.roadrunner.telemetry.WebSocketEvent.SessionOpened;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// However a session ends: the handler hears of it once and last, telemetry too, and nothing is
/// kept.
class SessionEndingsTest {
    private static final List<String> CALLS =
            List.of("open", "text", "binary", "ping", "pong", "message", "drain", "close");

    static Stream<Arguments> endings() {
        return each(List.of(Ending.values()));
    }

    static Stream<Arguments> calls() {
        return each(CALLS);
    }

    private static Stream<Arguments> each(List<?> values) {
        List<Arguments> all = new ArrayList<>();
        for (Carrier carrier : Carrier.values()) {
            values.forEach(value -> all.add(Arguments.of(carrier, value)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theHandlerAndTelemetryHearOfEveryEndOnce(Carrier carrier, Ending ending) {
        try (SessionServer server = SessionServer.start(ending.options(), NotedSession.QUIET);
                SessionClient client = server.connect(carrier)) {
            client.wire().send(text("hello"));
            server.session(0).awaitCall("text");
            assertEquals(1, server.info().activeClients());
            assertEquals(1, server.info().activeRequests());
            ending.happen(server, client);
            assertEquals(ending.end(), server.session(0).awaitEnd());
            expectGone(server.session(0).socket());
            client.leave();
            server.awaitNothingLeft();
            server.session(0).expectInOrder();
            expectEvents(server, carrier, ending);
        }
    }

    private static void expectGone(WebSocket socket) {
        assertFalse(socket.isOpen());
        assertFalse(socket.sendText("late"));
        assertFalse(socket.sendBinary(new byte[1]));
        assertFalse(socket.ping(new byte[0]));
        assertFalse(socket.post("late"));
        socket.close(1000, "late");
    }

    private static void expectEvents(SessionServer server, Carrier carrier, Ending ending) {
        SessionOpened opened = server.awaitEvents(SessionOpened.class, 1).getFirst();
        SessionClosed closed = server.awaitEvents(SessionClosed.class, 1).getFirst();
        RequestStarted started = server.awaitEvents(RequestStarted.class, 1).getFirst();
        RequestStopped stopped = server.awaitEvents(RequestStopped.class, 1).getFirst();
        assertEquals(ending.end(), closed.code() + " " + closed.reason());
        assertEquals(ending.isClean(), closed.clean());
        assertEquals(1, closed.measured().messagesReceived());
        assertEquals(0, closed.measured().messagesSent());
        assertTrue(closed.measured().bytesReceived() >= 2 + 4 + 5, closed.toString());
        assertEquals(carrier == Carrier.HTTP1 ? 101 : 200, stopped.status());
        assertEquals(SessionServer.PATH, stopped.route());
        assertEquals(started.request().requestId(), opened.request().requestId());
        assertEquals(started.request().requestId(), closed.request().requestId());
        assertEquals(started.request().requestId(), stopped.request().requestId());
        assertEquals(0, server.events(RequestFailed.class).size());
        assertFalse(closed.time().isBefore(opened.time()));
        assertFalse(stopped.time().isBefore(closed.time()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aHandlerThatThrowsEndsItsSessionWithAnInternalError(Carrier carrier, String failing) {
        NotedSession.Behavior behavior =
                (call, _, _) -> {
                    if (call.equals(failing)) {
                        throw new IllegalStateException("asked to");
                    }
                };
        try (SessionServer server = SessionServer.start(behavior);
                SessionClient client = server.connect(carrier)) {
            NotedSession session = server.session(0);
            provoke(failing, server, client);
            if (failing.equals("close")) {
                client.wire().expectClose(1000);
            } else {
                client.wire().expectClose(1011);
                client.wire().send(text("ignored"), close(1011));
            }
            assertEquals(failing.equals("close") ? "1000 " : "1011 ", session.awaitEnd());
            client.leave();
            server.awaitNothingLeft();
            session.expectInOrder();
            assertEquals(failing.equals("text") ? 1 : 0, session.count("text"));
            RequestFailed failed = server.awaitEvents(RequestFailed.class, 1).getFirst();
            assertEquals("asked to", failed.cause().getMessage());
            assertEquals(0, server.events(RequestStopped.class).size());
            server.awaitEvents(SessionClosed.class, 1);
        }
    }

    private static void provoke(String call, SessionServer server, SessionClient client) {
        switch (call) {
            case "text" -> client.wire().send(text("x"));
            case "binary" -> client.wire().send(binary(new byte[1]));
            case "ping" -> {
                client.wire().send(ping("x"));
                client.wire().expect(pong("x"));
            }
            case "pong" -> client.wire().send(pong("x"));
            case "message" -> server.session(0).socket().post("x");
            case "drain" -> server.listener().notifyDrain(Duration.ofMinutes(1));
            case "close" -> client.wire().send(close(1000));
            default -> assertEquals("open", call);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFrameIsAnEvent(Carrier carrier) {
        WebSocketOptions options = WebSocketOptions.builder().compression(null).build();
        try (SessionServer server = SessionServer.start(options, NotedSession.ECHO);
                SessionClient client = server.connect(carrier)) {
            client.wire().send(text("h\u00e9").notFinal(), ping("?"));
            client.wire().expect(pong("?"));
            client.wire().send(continuation("llo"));
            client.wire().expectText("h\u00e9llo");
            client.wire().send(binary(new byte[200])).expectBinary(new byte[200]);
            server.session(0).socket().close(4000, "gr\u00fc\u00df dich");
            client.wire().expectClose(4000);
            client.wire().send(close(4000)).expectClosed();
            server.session(0).awaitEnd();
            client.leave();
            server.awaitNothingLeft();
            assertEquals(
                    List.of(
                            "text false 3",
                            "ping true 1",
                            "continuation true 3",
                            "binary true 200",
                            "close true 2"),
                    server.events(FrameReceived.class).stream()
                            .map(it -> it.opcode() + ' ' + it.fin() + ' ' + it.payloadBytes())
                            .toList());
            assertEquals(
                    List.of("pong 1", "text 6", "binary 200", "close 13"),
                    server.events(FrameSent.class).stream()
                            .map(it -> it.opcode() + ' ' + it.payloadBytes())
                            .toList());
        }
    }
}
