package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.continuation;
import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.goAway;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.priority;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static io.roadrunner.testkit.http2.HeaderBlock.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.Http2Response;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.util.Collections;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames and field blocks in general, RFC 9113 §4, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113FramesTest {
    private static final int LARGEST = 16_384;
    private static final int UNKNOWN = 0xfa;

    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    /// "Implementations MUST ignore and discard frames of unknown types."
    @ParameterizedTest
    @ValueSource(ints = {0x0b, 0x42, UNKNOWN, 0xff})
    @Rfc({"9113 §4.1", "9113 §5.5"})
    void framesOfUnknownTypesAreIgnored(int type) {
        try (Http2Wire wire = server.connect()) {
            wire.send(
                    frame(type, 0xff, 0, new byte[0]),
                    frame(type, 0xff, 0, new byte[LARGEST]),
                    frame(type, 0, 99, new byte[8]),
                    headers(1).post("/").endStream(false),
                    frame(type, 0xff, 1, new byte[3]),
                    data(1, "a").endStream(),
                    frame(type, 1, 1, new byte[3]));
            wire.expectResponse(1).expectStatus(200).expectBody("a");
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "The value MUST remain unset (0x00) when sending and MUST be ignored when receiving."
    @Test
    @Rfc("9113 §4.1")
    void theReservedBitIsIgnored() {
        try (Http2Wire wire = server.connect()) {
            byte[] request = empty().index(2).index(6).index(4).field("host", "a").bytes();
            wire.send(
                    frame(0x1, 0x5, 1, request).reservedBit(),
                    ping("12345678").reservedBit(),
                    windowUpdate(0, 1).reservedBit(),
                    windowUpdate(0, 0x8000_0001L),
                    priority(1, 0).reservedBit(),
                    frame(0x4, 0, 0, new byte[0]).reservedBit());
            wire.expectPingAck("12345678").expectResponse(1).expectStatus(200);
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "Unused flags MUST be ignored on receipt".
    @Test
    @Rfc("9113 §4.1")
    void undefinedFlagsAreIgnored() {
        try (Http2Wire wire = server.connect()) {
            wire.send(
                    headers(1).post("/").flags(0xd2 & ~0x8),
                    data(1, "a").flags(0xf6),
                    data(1, "b").endStream().flags(0xf6),
                    settings(),
                    frame(0x4, 0xfe, 0, new byte[0]),
                    ping("12345678").flags(0xfe),
                    windowUpdate(0, 1).flags(0xff),
                    priority(1, 0).flags(0xff));
            wire.expectPingAck("12345678").expectResponse(1).expectBody("ab");
            wire.send(headers(3).post("/"), reset(3, ErrorCode.CANCEL).flags(0xff));
            Http2Server.expectGoesOn(wire);
        }
    }

    @Test
    @Rfc("9113 §4.2")
    void aFrameOfTheLargestSizeIsTaken() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), data(1, "x".repeat(LARGEST)).endStream());
            assertEquals(LARGEST, wire.expectResponse(1).expectStatus(200).body().length());
        }
    }

    @Test
    @Rfc("9113 §4.2")
    void aDataFrameOverTheLargestSizeIsAnError() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), data(1, new byte[LARGEST + 1]));
            Http2Server.expectError(wire, ErrorCode.FRAME_SIZE_ERROR);
        }
    }

    static Stream<Outgoing> tooLong() {
        byte[] octets = new byte[LARGEST + 1];
        return Stream.of(
                frame(0x1, 0x5, 1, octets),
                frame(0x4, 0, 0, new byte[LARGEST + 2]),
                frame(0x6, 0, 0, octets),
                frame(0x7, 0, 0, octets),
                frame(UNKNOWN, 0, 0, octets));
    }

    /// "A frame size error in a frame that could alter the state of the entire connection MUST be
    /// treated as a connection error".
    @ParameterizedTest
    @MethodSource("tooLong")
    @Rfc("9113 §4.2")
    void anyOtherFrameOverTheLargestSizeEndsTheConnection(Outgoing frame) {
        server.expectConnectionError(ErrorCode.FRAME_SIZE_ERROR, frame);
    }

    @Test
    @Rfc("9113 §4.2")
    void aLengthAloneIsEnoughToRefuseAFrame() {
        server.expectConnectionError(
                ErrorCode.FRAME_SIZE_ERROR, frame(0x4, 0, 0, new byte[6]).length(0xffffff));
    }

    @Test
    @Rfc({"9113 §4.2", "9113 §6.5.2"})
    void theServerSendsNoFrameAboveWhatTheClientTakes() {
        try (Http2Wire wire = server.connect()) {
            Http2Response response = wire.send(headers(1).get("/bytes/60000")).expectResponse(1);
            assertEquals(60_000, response.body().length());
            assertTrue(Collections.max(response.dataSizes()) <= LARGEST);
        }
    }

    @Test
    @Rfc({"9113 §4.2", "9113 §6.5.2"})
    void theServerMaySendLongerFramesWhereTheClientTakesThem() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().maxFrameSize(40_000));
            Http2Response response = wire.send(headers(1).get("/bytes/60000")).expectResponse(1);
            assertEquals(60_000, response.body().length());
            assertTrue(Collections.max(response.dataSizes()) <= 40_000);
        }
    }

    /// Each of them is a decoding error of RFC 7541.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "be",
                "ff80808080808080808001",
                "828684ff",
                "40",
                "400161",
                "40016105",
                "40016185ffffffff",
                "400161840fffffff",
                "4001618100",
                "40016182fffe",
                "82868420",
                "3fe21f828684",
                "7f",
                "4a",
            })
    @Rfc({"9113 §4.3", "7541 §5", "7541 §6"})
    void aBlockThatCannotBeDecodedEndsTheConnection(String block) {
        byte[] octets = HexFormat.of().parseHex(block);
        server.expectConnectionError(ErrorCode.COMPRESSION_ERROR, frame(0x1, 0x5, 1, octets));
    }

    @Test
    @Rfc("9113 §4.3")
    void aBlockOfTrailersThatCannotBeDecodedEndsTheConnection() {
        server.expectConnectionError(
                ErrorCode.COMPRESSION_ERROR,
                headers(1).post("/"),
                frame(0x1, 0x5, 1, new byte[] {(byte) 0x80}));
    }

    static Stream<Outgoing> framesAmidABlock() {
        return Stream.of(
                data(1, "x"),
                headers(1).get("/"),
                headers(3).get("/"),
                priority(1, 0),
                reset(1, ErrorCode.CANCEL),
                settings(),
                settingsAck(),
                ping("12345678"),
                goAway(0, ErrorCode.NO_ERROR),
                windowUpdate(0, 1),
                windowUpdate(1, 1),
                continuation(3, new byte[0]),
                frame(UNKNOWN, 0, 1, new byte[1]),
                frame(UNKNOWN, 0, 0, new byte[1]));
    }

    /// "Each field block is processed as a discrete unit ... contiguous sequence of frames, with no
    /// interleaved frames of any other type or from any other stream."
    @ParameterizedTest
    @MethodSource("framesAmidABlock")
    @Rfc({"9113 §4.3", "9113 §5.5", "9113 §6.2", "9113 §6.10"})
    void nothingComesBetweenThePartsOfABlock(Outgoing between) {
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR,
                headers(1).get("/").endHeaders(false),
                between,
                continuation(1, new byte[0]));
    }

    @Test
    @Rfc({"9113 §4.3.1", "7541 §2.3.2"})
    void theDynamicTableLivesAsLongAsTheConnection() {
        try (Http2Wire wire = server.connect()) {
            HeaderBlock first = request().added("x", "one").added("x", "two");
            wire.send(headers(1).block(first).endStream(true));
            wire.expectResponse(1).expectField("x-values", "[one, two]");
            HeaderBlock second = request().index(62).index(63).huffman(true).added("x", "three");
            wire.send(headers(3).block(second).endStream(true));
            wire.expectResponse(3).expectField("x-values", "[two, one, three]");
            wire.send(headers(5).block(request().index(62)).endStream(true));
            wire.expectResponse(5).expectField("x-values", "[three]");
        }
    }

    @Test
    @Rfc({"9113 §4.3.1", "7541 §4.2", "7541 §6.3"})
    void aTableThatTheClientShrinksForgets() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).block(request().added("x", "one")).endStream(true));
            wire.expectResponse(1).expectStatus(200);
            HeaderBlock shrunk = empty().tableSize(0).tableSize(4096);
            shrunk.index(2).index(6).index(4).field("host", "a").index(62);
            wire.send(headers(3).block(shrunk).endStream(true));
            wire.expectConnectionError(ErrorCode.COMPRESSION_ERROR);
        }
    }

    /// Our own decoder refuses whatever the acknowledged size does not allow.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 4096, 65_536})
    @Rfc({"9113 §4.3.1", "9113 §6.5.2", "7541 §4.2"})
    void theServerKeepsToTheTableOfTheClient(int octets) {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/")).expectResponse(1).expectStatus(200);
            wire.expectSettingsAck();
            wire.send(settings().headerTableSize(octets)).expectSettingsAck();
            for (int stream = 3; stream < 13; stream += 2) {
                wire.send(headers(stream).get("/" + stream));
                wire.expectResponse(stream).expectField("x-path", "/" + stream);
            }
            wire.send(settings().headerTableSize(4096)).expectSettingsAck();
            Http2Server.expectGoesOn(wire);
        }
    }

    private static HeaderBlock request() {
        return empty().index(2).index(6).index(4).notAdded(":authority", "localhost");
    }
}
