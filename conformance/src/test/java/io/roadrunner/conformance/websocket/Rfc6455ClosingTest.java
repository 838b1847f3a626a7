package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.raw;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.websocket.Frame;
import io.roadrunner.testkit.websocket.Outgoing;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455 §5.5.1 and §7: how a WebSocket ends, in order and otherwise, and what the handler is
/// told of it.
class Rfc6455ClosingTest {
    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server = WebSocketServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        server.awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
                4000, 4999
            })
    @Rfc({"6455 §5.5.1", "6455 §7.1.2", "6455 §7.4.1", "6455 §7.4.2"})
    void aCloseIsAnsweredWithItsCodeAndEndsTheConnection(int code) {
        try (WebSocketWire wire = server.connect()) {
            wire.send(close(code, "gürtel")).expectClose(code);
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
        assertEquals("gürtel", server.expectEnd(code));
    }

    @Test
    @Rfc({"6455 §5.5.1", "6455 §7.1.5"})
    void aCloseWithoutACodeIsAnsweredWithOneWithoutACode() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(close()).expect(close());
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
        assertEquals("", server.expectEnd(Frame.NO_CODE));
    }

    @Test
    @Rfc("6455 §7.1.6")
    void aReasonHasAtMost123Octets() {
        String most = "ä".repeat(61) + "r";
        try (WebSocketWire wire = server.connect()) {
            wire.send(close(1000, most)).expectClose(1000);
            wire.expectClosed();
        }
        assertEquals(most, server.expectEnd(1000));
        server.expectFailure(1002, close(1000, most + "r"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 32_767,
                65_535
            })
    @Rfc({"6455 §7.4", "6455 §7.4.1", "6455 §7.4.2"})
    void aCodeThatMayNotBeSentIsAnError(int code) {
        server.expectFailure(1002, close(code));
        server.expectFailure(1002, close(code, "reason"));
    }

    @Test
    @Rfc("6455 §5.5.1")
    void halfACodeIsAnError() {
        server.expectFailure(1002, close(new byte[] {3}));
    }

    static Stream<byte[]> reasonsThatAreNotUtf8() {
        return Utf8Table.invalid();
    }

    @ParameterizedTest
    @MethodSource("reasonsThatAreNotUtf8")
    @Rfc({"6455 §5.5.1", "6455 §8.1"})
    void aReasonThatIsNotUtf8IsAnError(byte[] reason) {
        server.expectFailure(1002, close(1000, reason));
    }

    @Test
    @Rfc({"6455 §1.4", "6455 §5.5.1"})
    void whatFollowsACloseIsIgnored() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("a"), close(1000), text("b"), ping("c"), raw(new byte[] {-1, -1}));
            wire.expectText("a").expectClose(1000);
            wire.expectClosed();
        }
        server.expectEnd(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1013, 3000, 4999})
    @Rfc({"6455 §5.5.1", "6455 §7.1.1", "6455 §7.3"})
    void theHandlerClosesWithACodeAndAReason(int code) {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("close " + code + " bye bye"));
            assertEquals("bye bye", wire.expectClose(code));
            wire.send(close(code)).expectClosed();
        }
        server.expectEnd(code);
    }

    @Test
    @Rfc({"6455 §5.5.1", "6455 §7.1.4"})
    void theServerWaitsForTheAnswerToItsClose() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("close 1001 bye")).expectClose(1001);
            wire.expectNothingFor(Duration.ofMillis(200));
            wire.send(text("still under way"), ping("x"), close(1001));
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
        server.expectEnd(1001);
    }

    @Test
    @Rfc("6455 §7.1.1")
    void theServerDoesNotWaitForeverForTheAnswerToItsClose() {
        WebSocketOptions hasty =
                WebSocketOptions.builder().closeTimeout(Duration.ofMillis(200)).build();
        try (WebSocketServer impatient = WebSocketServer.start(hasty);
                WebSocketWire wire = impatient.connect()) {
            wire.send(text("close 1001 bye")).expectClose(1001);
            wire.expectClosed();
            impatient.expectEnd(1001);
            impatient.awaitIdle();
        }
    }

    @Test
    @Rfc("6455 §7.1.3")
    void bothMayCloseAtTheSameTime() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("close 4001 mine"), close(4002, "yours")).expectClose(4001);
            wire.expectClosed();
        }
        assertEquals("yours", server.expectEnd(4002));
    }

    @Test
    @Rfc("6455 §7.4.1")
    void aHandlerThatFailsClosesWith1011() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("throw")).expectClose(1011);
            wire.send(close(1011)).expectClosed();
        }
        server.expectEnd(1011);
    }

    @Test
    @Rfc({"6455 §7.1.5", "6455 §7.2.1"})
    void aClientThatEndsTheConnectionIsGone() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("a")).expectText("a").endOutput().expectClosed();
        }
        server.expectEnd(1006);
    }

    static Stream<Outgoing> unfinished() {
        return Stream.of(
                text("hello").cut(1),
                text("hello").cut(5),
                text("hello").cut(8),
                text("hello").notFinal(),
                binary(new byte[100_000]).cut(50_000),
                ping("x").cut(6),
                close(1000).cut(7));
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    @Rfc({"6455 §7.1.5", "6455 §7.2.1"})
    void aClientThatEndsTheConnectionInTheMiddleIsGone(Outgoing half) {
        try (WebSocketWire wire = server.connect()) {
            wire.send(half).endOutput().expectClosed();
        }
        server.expectEnd(1006);
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    @Rfc({"6455 §7.1.5", "6455 §7.2.1"})
    void aClientThatResetsTheConnectionInTheMiddleIsGone(Outgoing half) {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("a")).expectText("a").send(half).reset();
        }
        server.expectEnd(1006);
    }

    @Test
    void aClientThatResetsInsteadOfAnsweringAClose() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("close 1001 bye")).expectClose(1001);
            wire.reset();
        }
        server.expectEnd(1001);
    }
}
