package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.continuation;
import static io.roadrunner.testkit.websocket.Frames.frame;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.websocket.Outgoing;
import io.roadrunner.testkit.websocket.OutgoingFrame;
import io.roadrunner.testkit.websocket.WebSocketWire;
import java.util.ArrayList;
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

/// RFC 6455 §5: masking, the parts of a frame, fragments, control frames, data frames.
class Rfc6455FramingTest {
    private static final byte[] X = {'x'};

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

    /// Closes in order, so that the end is the one that the test expects.
    private static void finish(WebSocketWire wire) {
        wire.closeHandshake();
        // The server waits a moment for the client's end.
        wire.close();
        server.expectEnd(1000);
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) (i * 7 + 1);
        }
        return octets;
    }

    static Stream<OutgoingFrame> framesWithoutAMask() {
        return Stream.of(
                text("x").unmasked(),
                text("").unmasked(),
                binary(X).unmasked(),
                ping("").unmasked(),
                pong("x").unmasked(),
                close(1000).unmasked());
    }

    @ParameterizedTest
    @MethodSource("framesWithoutAMask")
    @Rfc("6455 §5.1")
    void aFrameWithoutAMaskIsAnError(OutgoingFrame frame) {
        server.expectFailure(1002, frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x37fa213d, 0x80000000, 0x00ff00ff})
    @Rfc("6455 §5.3")
    void everyMaskingKeyIsTakenOff(int key) {
        try (WebSocketWire wire = server.connect()) {
            for (int length = 0; length < 20; length++) {
                wire.send(binary(octets(length)).maskedWith(key)).expectBinary(octets(length));
            }
            wire.send(ping("ping").maskedWith(key)).expect(pong("ping"));
            finish(wire);
        }
    }

    static Stream<OutgoingFrame> framesWithReservedBits() {
        return Stream.of(
                text("x").rsv1(),
                text("x").rsv2(),
                text("x").rsv3(),
                text("x").rsv1().rsv2().rsv3(),
                binary(X).rsv1(),
                ping("x").rsv1(),
                pong("x").rsv2(),
                close(1000).rsv3());
    }

    @ParameterizedTest
    @MethodSource("framesWithReservedBits")
    @Rfc("6455 §5.2")
    void aReservedBitWithoutAnExtensionIsAnError(OutgoingFrame frame) {
        server.expectFailure(1002, frame);
    }

    @Test
    @Rfc("6455 §5.2")
    void aReservedBitOfAContinuationIsAnError() {
        for (OutgoingFrame frame :
                List.of(
                        continuation("y").rsv1(),
                        continuation("y").rsv2(),
                        continuation("y").rsv3())) {
            server.expectFailure(1002, text("x").notFinal(), frame);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    @Rfc("6455 §5.2")
    void aReservedOpcodeIsAnError(int opcode) {
        server.expectFailure(1002, frame(opcode, new byte[0]));
        server.expectFailure(1002, frame(opcode, X));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125, 126, 127, 128, 65_534, 65_535, 65_536, 65_537, 300_000})
    @Rfc("6455 §5.2")
    void aPayloadOfAnyLengthArrives(int length) {
        try (WebSocketWire wire = server.connect()) {
            wire.send(binary(octets(length))).expect(binary(octets(length)));
            String text = "a".repeat(length);
            wire.send(text(text)).expect(text(text));
            finish(wire);
        }
    }

    static Stream<OutgoingFrame> lengthsThatAreNotTheShortest() {
        return Stream.of(
                text("").length16(),
                text("x").length16(),
                binary(octets(125)).length16(),
                text("x").length64(),
                binary(octets(126)).length64(),
                binary(octets(65_535)).length64(),
                ping("x").length16(),
                close(1000).length64());
    }

    @ParameterizedTest
    @MethodSource("lengthsThatAreNotTheShortest")
    @Rfc("6455 §5.2")
    void aLengthInMoreOctetsThanItNeedsIsAnError(OutgoingFrame frame) {
        server.expectFailure(1002, frame);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MIN_VALUE | 5})
    @Rfc("6455 §5.2")
    void theHighestBitOfALengthIsAnError(long length) {
        server.expectFailure(1002, binary(X).announcing(length));
        server.expectFailure(1002, binary(new byte[0]).announcing(length));
    }

    @Test
    @Rfc("6455 §5.4")
    void fragmentsMakeOneMessage() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("hel").notFinal(), continuation("lo").notFinal(), continuation("!"));
            wire.expectText("hello!");
            wire.send(binary(X).notFinal(), continuation(X)).expectBinary(new byte[] {'x', 'x'});
            wire.send(text("").notFinal(), continuation("").notFinal(), continuation(""));
            wire.expectText("");
            wire.send(text("a").notFinal(), continuation("").notFinal(), continuation("b"));
            wire.expectText("ab");
            wire.send(text("octet by octet").fragments(1)).expectText("octet by octet");
            finish(wire);
        }
    }

    @Test
    @Rfc({"6455 §5.4", "6455 §5.5"})
    void controlFramesMayComeBetweenFragments() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("a").notFinal(), ping("1")).expect(pong("1"));
            wire.send(continuation("b").notFinal(), pong("2"), ping("3")).expect(pong("3"));
            wire.send(continuation("c")).expectText("abc");
            finish(wire);
        }
    }

    @Test
    @Rfc({"6455 §5.4", "6455 §5.5.1"})
    void aCloseMayComeBetweenFragments() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("a").notFinal()).closeHandshake();
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc("6455 §5.4")
    void aContinuationOfNothingIsAnError() {
        server.expectFailure(1002, continuation("x"));
        server.expectFailure(1002, continuation("x").notFinal());
        server.expectFailure(1002, continuation(""));
    }

    @Test
    @Rfc("6455 §5.4")
    void aContinuationBehindAWholeMessageIsAnError() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("a").notFinal(), continuation("b"), continuation("c"));
            wire.expectText("ab").expectFailure(1002);
        }
        server.expectEnd(1002);
    }

    @Test
    @Rfc("6455 §5.4")
    void anotherMessageBeforeTheLastFragmentIsAnError() {
        server.expectFailure(1002, text("a").notFinal(), text("b"));
        server.expectFailure(1002, text("a").notFinal(), text("b").notFinal());
        server.expectFailure(1002, text("a").notFinal(), binary(X));
        server.expectFailure(1002, binary(X).notFinal(), text("a"));
        server.expectFailure(1002, binary(X).notFinal(), continuation(X).notFinal(), binary(X));
    }

    @Test
    @Rfc("6455 §5.5")
    void aControlFrameHasAtMost125Octets() {
        String most = "p".repeat(125);
        try (WebSocketWire wire = server.connect()) {
            wire.send(ping(most)).expect(pong(most));
            finish(wire);
        }
        server.expectFailure(1002, ping(most + "p"));
        server.expectFailure(1002, pong(most + "p"));
        server.expectFailure(1002, close(1000, "r".repeat(124)));
        server.expectFailure(1002, ping("p".repeat(65_536)));
    }

    @Test
    @Rfc("6455 §5.5")
    void aControlFrameIsNotFragmented() {
        server.expectFailure(1002, ping("a").notFinal(), continuation("b"));
        server.expectFailure(1002, pong("a").notFinal());
        server.expectFailure(1002, close(1000).notFinal());
    }

    @Test
    @Rfc({"6455 §5.5.2", "6455 §5.5.3"})
    void everyPingIsAnsweredWithItsData() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(ping("")).expect(pong(""));
            wire.send(ping("ä\u0000")).expect(pong("ä\u0000"));
            wire.send(ping("1"), text("a"), ping("2"), ping("3"));
            wire.expect(pong("1"), text("a"), pong("2"), pong("3"));
            finish(wire);
        }
    }

    @Test
    @Rfc("6455 §5.5.3")
    void aPongThatNobodyAskedForIsIgnored() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(pong(""), pong("x"), text("a")).expectText("a");
            finish(wire);
        }
    }

    @Test
    @Rfc("6455 §5.6")
    void aTextComesBackAsText() {
        String text = "a\u0000\u007fäß€\uFFFD\uD83D\uDE00\uDBFF\uDFFF\u2028";
        try (WebSocketWire wire = server.connect()) {
            wire.send(text(text)).expect(text(text));
            wire.send(binary(new byte[] {-1, 0, -64})).expect(binary(new byte[] {-1, 0, -64}));
            finish(wire);
        }
    }

    @Test
    @Rfc("6455 §5.2")
    void theCutOfSegmentsMeansNothing() {
        Outgoing[] frames = {
            text("ä€\uD83D\uDE00").notFinal(),
            ping("p"),
            continuation("ß"),
            binary(octets(300)),
            text("")
        };
        for (int size : new int[] {1, 2, 3, 7, 100}) {
            try (WebSocketWire wire = server.connect()) {
                wire.sendSplit(size, frames);
                wire.expect(pong("p")).expectText("ä€\uD83D\uDE00ß");
                wire.expectBinary(octets(300)).expectText("");
                finish(wire);
            }
        }
    }

    @Test
    @Rfc("6455 §5.4")
    void randomMessagesComeBackHoweverTheyAreCut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (WebSocketWire wire = server.connect()) {
            for (int round = 0; round < 50; round++) {
                byte[] message = octets(random.nextInt(3_000));
                wire.sendSplit(1 + random.nextInt(2_000), cut(message, random));
                assertArrayEquals(message, wire.receiveMessage().content().bytes(), "seed " + seed);
            }
            finish(wire);
        }
    }

    /// A message in fragments of random lengths, with pongs between them.
    private static Outgoing[] cut(byte[] message, Random random) {
        List<Outgoing> frames = new ArrayList<>();
        int size = 1 + random.nextInt(message.length + 1);
        for (Outgoing fragment : binary(message).fragments(size)) {
            OutgoingFrame one = (OutgoingFrame) fragment;
            frames.add(one.maskedWith(random.nextInt()));
            if (random.nextInt(4) == 0) {
                frames.add(pong("between"));
            }
        }
        return frames.toArray(Outgoing[]::new);
    }
}
