package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.continuation;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.websocket.Frame;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.Message;
import io.roadrunner.testkit.websocket.OutgoingFrame;
import io.roadrunner.testkit.websocket.PermessageDeflate;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketCompression;
import io.roadrunner.websocket.WebSocketOptions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7692 §6, §7.2 and §8: messages that are compressed. What is agreed upon before is
/// [Rfc7692NegotiationTest].
class Rfc7692Test {
    private static final int MAX_MESSAGE = 200_000;
    private static final int THRESHOLD = 100;
    private static final int MAX_RATIO = 100;
    private static final String OFFER = "permessage-deflate";

    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server =
                WebSocketServer.start(
                        options(
                                WebSocketCompression.builder()
                                        .serverContextTakeover(true)
                                        .clientContextTakeover(true)
                                        .threshold(THRESHOLD)
                                        .maxInflateRatio(MAX_RATIO)
                                        .build()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        server.awaitIdle();
    }

    private static WebSocketOptions options(WebSocketCompression compression) {
        return WebSocketOptions.builder()
                .maxFrameSize(MAX_MESSAGE)
                .maxMessageSize(MAX_MESSAGE)
                .compression(compression)
                .build();
    }

    private static Handshake offering(String... offers) {
        return Handshake.to(WebSocketServer.PATH).extensions(offers);
    }

    private static WebSocketWire connect(String offer) {
        return server.open().start(offering(offer));
    }

    private static void finish(WebSocketWire wire) {
        wire.closeHandshake();
        // The server waits a moment for the client's end.
        wire.close();
        server.expectEnd(1000);
    }

    private static void fails(int code, OutgoingFrame... frames) {
        try (WebSocketWire wire = connect(OFFER)) {
            wire.send(frames).expectFailure(code);
        }
        server.expectEnd(code);
    }

    @Test
    @Rfc("7692 §6.1")
    void onlyTheFirstFrameOfADataMessageIsMarked() {
        fails(1002, ping("x").rsv1());
        fails(1002, pong("x").rsv1());
        fails(1002, close(1000).rsv1());
        fails(1002, text("x").rsv2());
        fails(1002, text("x").rsv1().rsv3());
        fails(1002, text("x").notFinal(), continuation("y").rsv1());
        fails(1002, continuation("y").rsv1());
    }

    @Test
    @Rfc({"7692 §6", "7692 §6.2"})
    void aMessageNeedNotBeCompressed() {
        try (WebSocketWire wire = connect(OFFER)) {
            wire.send(text("plain")).expectText("plain");
            wire.send(wire.compression().deflate(text("packed"))).expectText("packed");
            wire.send(text("pl").notFinal(), continuation("ain")).expectText("plain");
            finish(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    @Rfc("7692 §6.1")
    void aCompressedMessageMayBeFragmented(int size) {
        String text = "fragments, fragments and fragments: äöü€";
        try (WebSocketWire wire = connect(OFFER)) {
            PermessageDeflate compression = wire.compression();
            wire.send(compression.deflate(text(text)).fragments(size)).expectText(text);
            wire.sendSplit(1, compression.deflate(text(text)).fragments(size)).expectText(text);
            OutgoingFrame first = compression.deflate(text("whole"));
            wire.send(first.notFinal(), ping("p"), continuation("")).expect(pong("p"));
            wire.expectText("whole");
            finish(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f248cdc9c90700",
                "000500faff48656c6c6f00",
                "f348cdc9c9070000",
                "f248050000 00ffffcac9c90700",
            })
    @Rfc("7692 §7.2.3")
    void theExamplesOfTheRfcAreInflated(String hex) {
        OutgoingFrame hello = text(HexFormat.of().parseHex(hex.replace(" ", ""))).rsv1();
        try (WebSocketWire wire = connect(OFFER)) {
            wire.send(hello).expectText("Hello");
            wire.send(hello).expectText("Hello");
            finish(wire);
        }
    }

    @Test
    @Rfc("7692 §7.2.3.6")
    void anEmptyMessageIsOneOctet() {
        try (WebSocketWire wire = connect(OFFER)) {
            wire.send(text(new byte[1]).rsv1()).expectText("");
            wire.send(binary(new byte[1]).rsv1()).expectBinary(new byte[0]);
            wire.send(text("")).expect(text(""));
            finish(wire);
        }
    }

    @Test
    @Rfc("7692 §7.2.2")
    void messagesReferToThoseBeforeThem() {
        String text = "what was said before need not be said again ".repeat(5);
        try (WebSocketWire wire = connect(OFFER)) {
            int first = exchange(wire, text);
            int second = exchange(wire, text);
            assertTrue(second < first / 2, first + " octets, then " + second);
            finish(wire);
        }
    }

    @Test
    @Rfc("7692 §7.1.1")
    void withoutTakeoverEveryMessageStandsAlone() {
        String text = "what was said before has to be said again ".repeat(5);
        String neither = "; server_no_context_takeover; client_no_context_takeover";
        try (WebSocketWire wire = connect(OFFER + neither)) {
            assertEquals(exchange(wire, text), exchange(wire, text));
            finish(wire);
        }
        byte[] back = HexFormat.of().parseHex("f200110000");
        try (WebSocketWire wire = connect(OFFER + neither)) {
            wire.send(wire.compression().deflate(text("Hello"))).expectText("Hello");
            wire.send(text(back).rsv1()).expectFailure(1007);
        }
        server.expectEnd(1007);
    }

    /// Sends a compressed text and takes it back; how many octets it came back in.
    private static int exchange(WebSocketWire wire, String text) {
        wire.send(wire.compression().deflate(text(text)));
        Frame frame = wire.receive();
        assertTrue(frame.isCompressed());
        assertEquals(text, wire.compression().inflate(frame.payload().bytes()).text());
        return frame.payload().length();
    }

    @Test
    @Rfc("7692 §6")
    void whatIsShortIsNotCompressed() {
        try (WebSocketWire wire = connect(OFFER)) {
            wire.send(text("a".repeat(THRESHOLD - 1)), text("a".repeat(THRESHOLD)));
            assertFalse(wire.receiveMessage().compressed());
            assertTrue(wire.receiveMessage().compressed());
            wire.send(binary(new byte[THRESHOLD - 1]), binary(new byte[THRESHOLD]));
            assertFalse(wire.receiveMessage().compressed());
            assertTrue(wire.receiveMessage().compressed());
            finish(wire);
        }
    }

    static Stream<byte[]> notDeflated() {
        return Stream.of(
                // the reserved type of block, a stored block whose lengths disagree, a distance
                // beyond what there is, bits that stand for nothing
                new byte[] {7},
                new byte[] {0, 5, 0, 0, 0},
                HexFormat.of().parseHex("f200110000"),
                HexFormat.of().parseHex("ffffffff"));
    }

    @ParameterizedTest
    @MethodSource("notDeflated")
    @Rfc("7692 §7.2.2")
    void whatCannotBeInflatedIsAnError(byte[] octets) {
        fails(1007, binary(octets).rsv1());
    }

    @Test
    @Rfc({"7692 §7.2.2", "6455 §8.1"})
    void aTextIsUtf8OnceItIsInflated() {
        Utf8Table.invalid()
                .forEach(octets -> {
                    try (PermessageDeflate deflate = new PermessageDeflate(true, true)) {
                        fails(1007, deflate.deflate(text(octets)));
                    }
                });
        Utf8Table.unfinished()
                .forEach(octets -> {
                    try (PermessageDeflate deflate = new PermessageDeflate(true, true)) {
                        fails(1007, deflate.deflate(text(octets)));
                    }
                });
    }

    @Test
    @Rfc({"7692 §8", "6455 §10.4"})
    void aMessageHasAtMostItsLimitOnceItIsInflated() {
        byte[] most = noise(MAX_MESSAGE);
        Arrays.fill(most, MAX_MESSAGE / 2, MAX_MESSAGE, (byte) 7);
        byte[] more = Arrays.copyOf(most, MAX_MESSAGE + 1);
        try (WebSocketWire wire = connect(OFFER)) {
            wire.send(wire.compression().deflate(binary(most))).expectBinary(most);
            wire.send(wire.compression().deflate(binary(more))).expectFailure(1009);
        }
        server.expectEnd(1009);
    }

    @Test
    @Rfc("7692 §8")
    void aBombIsRefused() {
        WebSocketOptions large =
                WebSocketServer.large().toBuilder()
                        .compression(WebSocketCompression.standard())
                        .build();
        try (WebSocketServer other = WebSocketServer.start(large);
                WebSocketWire wire = other.open()) {
            wire.start(offering(OFFER));
            byte[] zeros = new byte[WebSocketServer.LARGE];
            wire.send(wire.compression().deflate(binary(zeros))).expectFailure(1009);
            other.expectEnd(1009);
            other.awaitIdle();
        }
    }

    @Test
    @Rfc("7692 §7.2")
    void largeMessagesComeBack() {
        WebSocketOptions large =
                WebSocketServer.large().toBuilder()
                        .compression(WebSocketCompression.standard())
                        .build();
        byte[] noise = noise(16 << 20);
        Arrays.fill(noise, noise.length / 2, noise.length, (byte) 1);
        try (WebSocketServer other = WebSocketServer.start(large);
                WebSocketWire wire = other.open()) {
            wire.start(offering(OFFER));
            wire.send(wire.compression().deflate(binary(noise)));
            Message message = wire.receiveMessage();
            assertTrue(message.compressed());
            assertArrayEquals(noise, message.content().bytes());
            wire.closeHandshake();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 15})
    @Rfc("7692 §7.1.2.1")
    void randomMessagesComeBackWithEveryWindow(int bits) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (WebSocketWire wire = connect(OFFER + "; server_max_window_bits=" + bits)) {
            for (int round = 0; round < 30; round++) {
                byte[] message = words(random, random.nextInt(20_000));
                OutgoingFrame whole = wire.compression().deflate(binary(message));
                wire.sendSplit(
                        1 + random.nextInt(5_000), whole.fragments(64 + random.nextInt(5_000)));
                assertArrayEquals(message, wire.receiveMessage().content().bytes(), "seed " + seed);
            }
            finish(wire);
        }
    }

    /// Octets that compress well, but not to nothing.
    private static byte[] words(Random random, int length) {
        byte[] octets = new byte[length];
        List<String> words = List.of("road", "runner ", "beep", " ", "\u0000\u0001", "coyote");
        int at = 0;
        while (at < length) {
            for (char c : words.get(random.nextInt(words.size())).toCharArray()) {
                if (at < length) {
                    octets[at++] = (byte) c;
                }
            }
        }
        return octets;
    }

    private static byte[] noise(int length) {
        byte[] octets = new byte[length];
        new Random(length).nextBytes(octets);
        return octets;
    }
}
