package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.continuation;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.text;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.websocket.Outgoing;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6455 §8.1 and §10.4: texts that are not UTF-8, and frames and messages beyond the limits.
class Rfc6455ErrorsTest {
    private static final int MAX_FRAME = 1_000;
    private static final int MAX_MESSAGE = 2_000;

    /// What each fragment counts for at least.
    private static final int LEAST_CHARGE = 64;

    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server =
                WebSocketServer.start(
                        WebSocketOptions.builder()
                                .maxFrameSize(MAX_FRAME)
                                .maxMessageSize(MAX_MESSAGE)
                                .build());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        server.awaitIdle();
    }

    static Stream<byte[]> invalid() {
        return Utf8Table.invalid();
    }

    static Stream<byte[]> unfinished() {
        return Utf8Table.unfinished();
    }

    static Stream<String> valid() {
        return Utf8Table.valid();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @Rfc("6455 §8.1")
    void aTextThatIsNotUtf8IsAnError(byte[] octets) {
        server.expectFailure(1007, text(octets));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @Rfc("6455 §8.1")
    void itIsOneHoweverItIsCut(byte[] octets) {
        server.expectFailure(1007, text(octets).fragments(1));
        try (WebSocketWire wire = server.connect()) {
            // The server may be done with it before the last octet has left.
            Outgoing frame = text(octets);
            wire.sendSplit(octets.length + 5, frame).expectFailure(1007);
        }
        server.expectEnd(1007);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @Rfc("6455 §8.1")
    void itIsNoticedBeforeTheMessageEnds(byte[] octets) {
        server.expectFailure(1007, text("ok ").notFinal(), continuation(octets).notFinal());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @Rfc("6455 §8.1")
    void itIsNoticedBeforeTheFrameEnds(byte[] octets) {
        byte[] more = Arrays.copyOf(octets, MAX_FRAME);
        server.expectFailure(1007, text(more).cut(6 + 2 + octets.length + 1));
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    @Rfc("6455 §8.1")
    void aTextThatEndsInsideACharacterIsAnError(byte[] octets) {
        server.expectFailure(1007, text(octets));
        server.expectFailure(1007, text(octets).notFinal(), continuation(""));
        server.expectFailure(1007, text(octets).notFinal(), pong(""), continuation("a"));
    }

    @ParameterizedTest
    @MethodSource("valid")
    @Rfc({"6455 §5.6", "6455 §8.1"})
    void everyCodePointOfUnicodeMayBeSent(String text) {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text(text)).expectText(text);
            wire.send(text("a" + text + "b").fragments(1)).expectText("a" + text + "b");
            wire.sendSplit(1, text(text)).expectText(text);
            wire.closeHandshake();
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc({"6455 §5.4", "6455 §8.1"})
    void controlFramesMayComeInsideACharacter() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        try (WebSocketWire wire = server.connect()) {
            wire.send(text(Arrays.copyOf(euro, 1)).notFinal(), ping("ä")).expect(pong("ä"));
            wire.send(continuation(Arrays.copyOfRange(euro, 1, 3))).expectText("€");
            wire.closeHandshake();
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc("6455 §5.6")
    void binaryDataNeedNotBeUtf8() {
        byte[] octets = {-1, -64, -128, -19, -96, -128};
        try (WebSocketWire wire = server.connect()) {
            wire.send(binary(octets)).expectBinary(octets);
            wire.closeHandshake();
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc({"6455 §10.4", "6455 §7.4.1"})
    void aFrameHasAtMostItsLimit() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(binary(new byte[MAX_FRAME])).expectBinary(new byte[MAX_FRAME]);
            wire.send(binary(new byte[MAX_FRAME + 1])).expectFailure(1009);
        }
        server.expectEnd(1009);
        server.expectFailure(1009, text("a".repeat(MAX_FRAME + 1)));
        server.expectFailure(1009, text("a").notFinal(), continuation("b".repeat(MAX_FRAME + 1)));
    }

    @Test
    @Rfc("6455 §10.4")
    void aFrameBeyondItsLimitIsRefusedByItsHead() {
        for (long length : new long[] {MAX_FRAME + 1, 0x1_0000, 0x7fff_ffffL, Long.MAX_VALUE}) {
            server.expectFailure(1009, binary(new byte[0]).announcing(length));
            server.expectFailure(1009, text("x").announcing(length));
        }
    }

    @Test
    @Rfc("6455 §10.4")
    void aMessageHasAtMostItsLimit() {
        byte[] half = new byte[MAX_MESSAGE / 2];
        try (WebSocketWire wire = server.connect()) {
            wire.send(binary(half).notFinal(), continuation(half));
            wire.expectBinary(new byte[MAX_MESSAGE]);
            wire.send(binary(half).notFinal(), continuation(half));
            wire.expectBinary(new byte[MAX_MESSAGE]);
            wire.closeHandshake();
        }
        server.expectEnd(1000);
        server.expectFailure(
                1009, binary(half).notFinal(), continuation(half).notFinal(), continuation("x"));
        server.expectFailure(
                1009,
                text("a".repeat(MAX_FRAME)).notFinal(),
                continuation("b".repeat(MAX_FRAME)).notFinal(),
                continuation("c").announcing(1).cut(6));
    }

    @Test
    @Rfc("6455 §10.4")
    void emptyFragmentsComeToAnEnd() {
        int most = MAX_MESSAGE / LEAST_CHARGE;
        try (WebSocketWire wire = server.connect()) {
            wire.send(fragments(most, true)).expectText("");
            wire.closeHandshake();
        }
        server.expectEnd(1000);
        server.expectFailure(1009, fragments(most + 1, false));
    }

    private static Outgoing[] fragments(int count, boolean complete) {
        List<Outgoing> frames = new ArrayList<>();
        frames.add(text("").notFinal());
        for (int i = 1; i < count - 1; i++) {
            frames.add(continuation("").notFinal());
        }
        frames.add(complete ? continuation("") : continuation("").notFinal());
        return frames.toArray(Outgoing[]::new);
    }

    @Test
    @Rfc("6455 §7.1.7")
    void nothingIsReadBehindAnError() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("a"), text(new byte[] {-1}), text("b"), close(1000));
            wire.expectText("a").expectFailure(1007);
        }
        server.expectEnd(1007);
    }

    @Test
    @Rfc("6455 §7.1.7")
    void aClientThatDoesNotStopAfterAnErrorIsCutOff() {
        try (WebSocketWire wire = server.connect()) {
            wire.send(text("x").unmasked(), binary(new byte[1 << 20]), ping("x"));
            wire.expectFailure(1002);
        }
        server.expectEnd(1002);
    }
}
