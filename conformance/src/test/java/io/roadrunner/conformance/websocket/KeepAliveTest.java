package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.websocket.Frame;
import io.roadrunner.testkit.websocket.Opcode;
import io.roadrunner.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients that say nothing: those that are there stay, those that have gone are noticed.
class KeepAliveTest {
    private static final WebSocketOptions FAST =
            WebSocketOptions.builder().pingInterval(Duration.ofMillis(100)).build();

    @ParameterizedTest
    @EnumSource
    void aSilentClientThatAnswersPingsStays(Carrier carrier) {
        try (SessionServer server = SessionServer.start(FAST, NotedSession.ECHO);
                SessionClient client = server.connect(carrier)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Opcode.PING, client.wire().receive().opcode());
            }
            client.wire().send(text("here"));
            assertEquals("here", client.wire().receiveMessage().text());
            server.session(0).awaitCall("pong");
            server.session(0).socket().close(4000, "");
            Frame frame = client.wire().receive();
            while (frame.opcode() == Opcode.PING) {
                frame = client.wire().receive();
            }
            assertEquals(4000, frame.closeCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatAnswersNoPingIsCutAfterTwo(Carrier carrier) {
        try (SessionServer server = SessionServer.start(FAST, NotedSession.QUIET);
                SessionClient client = server.connect(carrier)) {
            client.wire().automaticPong(false);
            assertEquals(Opcode.PING, client.wire().receive().opcode());
            assertEquals(Opcode.PING, client.wire().receive().opcode());
            client.wire().expectClosed();
            assertEquals("1006 ", server.session(0).awaitEnd());
            client.leave();
            if (carrier == Carrier.HTTP1) {
                assertEquals(
                        "peer gone",
                        server.awaitEvents(ConnectionClosed.class, 1).getFirst().cause());
            }
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServerSendsDoesNotKeepADeadClientAlive(Carrier carrier) {
        WebSocketOptions options = FAST.toBuilder().maxQueuedBytes(1 << 30).build();
        try (SessionServer server = SessionServer.start(options, NotedSession.QUIET);
                SessionClient client = server.connect(carrier)) {
            client.wire().automaticPong(false);
            Thread sender =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (server.session(0).socket().sendText("news")) {
                                    Thread.yield();
                                }
                            });
            assertEquals("1006 ", server.session(0).awaitEnd());
            join(sender);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionMayBeSilentForLongerThanARequest(Carrier carrier) {
        WebSocketOptions silent = WebSocketOptions.builder().pingInterval(Duration.ZERO).build();
        Duration moment = Duration.ofMillis(200);
        try (SessionServer server =
                        SessionServer.start(
                                silent,
                                NotedSession.ECHO,
                                o ->
                                        o.requestTimeout(moment)
                                                .keepAliveTimeout(moment)
                                                .hibernateAfter(moment));
                SessionClient client = server.connect(carrier)) {
            server.session(0).awaitCall("open");
            // Connections that come later are given up meanwhile, one after the other.
            for (int i = 0; i < 3; i++) {
                try (Wire idle = Wire.connect(server.port())) {
                    idle.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
                    idle.expectClosed();
                }
            }
            client.wire().send(text("here")).expectText("here");
            byte[] large = new byte[100_000];
            client.wire().send(binary(large)).expectBinary(large);
            client.wire().closeHandshake();
        }
    }

    @Test
    void oneDeadSessionOfAConnectionLeavesTheOthersAlone() {
        try (SessionServer server = SessionServer.start(FAST, NotedSession.ECHO);
                SessionClient client = server.connect(Carrier.HTTP2)) {
            client.wire().automaticPong(false);
            client.wire().receive();
            client.wire().receive();
            client.wire().expectClosed();
            assertEquals("1006 ", server.session(0).awaitEnd());
            Http2Wire connection = Objects.requireNonNull(client.connection());
            connection.send(headers(3).get("/hello"));
            connection.expectResponse(3).expectBody("hello");
        }
    }

    static Stream<Arguments> lastWords() {
        return Stream.of(Carrier.values())
                .flatMap(carrier ->
                        Stream.of("nothing", "text", "ping", "half a frame")
                                .map(words -> Arguments.of(carrier, words)));
    }

    @ParameterizedTest
    @MethodSource("lastWords")
    void whoNeverAnswersACloseIsCutWhateverElseItSends(Carrier carrier, String words) {
        WebSocketOptions options =
                WebSocketOptions.builder().closeTimeout(Duration.ofMillis(200)).build();
        try (SessionServer server = SessionServer.start(options, NotedSession.ECHO);
                SessionClient client = server.connect(carrier)) {
            server.session(0).socket().close(4000, "bye");
            client.wire().expectClose(4000);
            switch (words) {
                case "text" -> client.wire().send(text("ignored"));
                case "ping" -> client.wire().send(ping("x"));
                case "half a frame" -> client.wire().send(binary(new byte[2]).announcing(100));
                default -> assertEquals("nothing", words);
            }
            client.wire().expectClosed();
            assertEquals("4000 bye", server.session(0).awaitEnd());
            assertEquals(List.of("open", "close 4000 bye"), server.session(0).calls());
            client.leave();
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingButACloseCountsBehindACloseOfTheServer(Carrier carrier) {
        try (SessionServer server = SessionServer.start(NotedSession.ECHO);
                SessionClient client = server.connect(carrier)) {
            server.session(0).socket().close(4000, "bye");
            client.wire().expectClose(4000);
            client.wire().send(text("late"), binary(new byte[9]), close(1000, "fine"));
            client.wire().expectClosed();
            assertEquals("1000 fine", server.session(0).awaitEnd());
            assertTrue(server.session(0).calls().stream().noneMatch(it -> it.startsWith("text")));
        }
    }
}
