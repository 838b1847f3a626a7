package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.goAway;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.pingAck;
import static io.roadrunner.testkit.http2.Frames.priority;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.SettingsFrame;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PRIORITY, RST_STREAM, SETTINGS, PING and GOAWAY, RFC 9113 §6.3 to §6.5, §6.7 and §6.8.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113ControlFramesTest {
    private static final int MAX_WINDOW = Integer.MAX_VALUE;

    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Test
    @Rfc("9113 §6.3")
    void priorityBelongsToAStream() {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, priority(0, 1));
    }

    /// "A PRIORITY frame with a length other than 5 octets MUST be treated as a stream error ... of
    /// type FRAME_SIZE_ERROR."
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 6, 10})
    @Rfc("9113 §6.3")
    void priorityHasFiveOctets(int octets) {
        server.expectStreamError(
                ErrorCode.FRAME_SIZE_ERROR,
                headers(1).post("/"),
                frame(0x2, 0, 1, new byte[octets]));
    }

    /// "RST_STREAM frames MUST NOT be sent for a stream in the 'idle' state."
    @Test
    @Rfc({"9113 §6.3", "9113 §6.4"})
    void aStreamThatIsIdleIsNotReset() {
        server.expectConnectionError(ErrorCode.FRAME_SIZE_ERROR, frame(0x2, 0, 1, new byte[4]));
    }

    @Test
    @Rfc("9113 §6.4")
    void aResetBelongsToAStream() {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, reset(0, ErrorCode.CANCEL));
    }

    /// "A RST_STREAM frame with a length other than 4 octets MUST be treated as a connection error
    /// ... of type FRAME_SIZE_ERROR."
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 8})
    @Rfc("9113 §6.4")
    void aResetHasFourOctets(int octets) {
        server.expectConnectionError(
                ErrorCode.FRAME_SIZE_ERROR,
                headers(1).post("/"),
                frame(0x3, 0, 1, new byte[octets]));
    }

    /// "Unknown or unsupported error codes MUST NOT trigger any special behavior."
    @ParameterizedTest
    @ValueSource(longs = {0, 8, 13, 14, 0xff, 0xffff_ffffL})
    @Rfc({"9113 §6.4", "9113 §7"})
    void aResetOfAnyCodeEndsItsStreamAlone(long code) {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), headers(3).post("/"), reset(1, code));
            wire.send(data(3, "x").endStream()).expectResponse(3).expectBody("x");
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "upon sending the RST_STREAM frame, the sending endpoint MUST NOT receive"...: what the
    /// handler answers after it stays away.
    @Test
    @Rfc("9113 §6.4")
    void nothingIsSentOnAStreamThatTheClientHasReset() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get(gate), reset(1, ErrorCode.CANCEL)).roundTrip();
            server.open(gate);
            Http2Server.expectGoesOn(wire);
            assertTrue(wire.waiting().stream().noneMatch(frame -> frame.stream() == 1));
        }
    }

    @Test
    @Rfc("9113 §6.5")
    void settingsBelongToTheConnection() {
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), frame(0x4, 0, 1, new byte[6]));
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, frame(0x4, 0, 1, new byte[0]));
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, settingsAck().stream(1));
    }

    /// "Receipt of a SETTINGS frame with the ACK flag set and a length field value other than 0
    /// MUST be treated as a connection error ... of type FRAME_SIZE_ERROR."
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 12})
    @Rfc("9113 §6.5")
    void anAcknowledgmentHasNoValues(int octets) {
        server.expectConnectionError(
                ErrorCode.FRAME_SIZE_ERROR, frame(0x4, 0x1, 0, new byte[octets]));
    }

    /// "A SETTINGS frame with a length other than a multiple of 6 octets MUST be treated as a
    /// connection error ... of type FRAME_SIZE_ERROR."
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7, 11, 13})
    @Rfc("9113 §6.5")
    void settingsAreMultiplesOfSixOctets(int octets) {
        server.expectConnectionError(
                ErrorCode.FRAME_SIZE_ERROR, frame(0x4, 0, 0, new byte[octets]));
    }

    static Stream<Arguments> refusedSettings() {
        return Stream.of(
                Arguments.of(ErrorCode.PROTOCOL_ERROR, settings().enablePush(2)),
                Arguments.of(ErrorCode.PROTOCOL_ERROR, settings().enablePush(0xffff_ffffL)),
                Arguments.of(
                        ErrorCode.FLOW_CONTROL_ERROR,
                        settings().initialWindowSize(MAX_WINDOW + 1L)),
                Arguments.of(
                        ErrorCode.FLOW_CONTROL_ERROR, settings().initialWindowSize(0xffff_ffffL)),
                Arguments.of(ErrorCode.PROTOCOL_ERROR, settings().maxFrameSize(0)),
                Arguments.of(ErrorCode.PROTOCOL_ERROR, settings().maxFrameSize(16_383)),
                Arguments.of(ErrorCode.PROTOCOL_ERROR, settings().maxFrameSize(16_777_216)),
                Arguments.of(
                        ErrorCode.PROTOCOL_ERROR, settings().maxFrameSize(0).maxFrameSize(16_384)));
    }

    @ParameterizedTest
    @MethodSource("refusedSettings")
    @Rfc("9113 §6.5.2")
    void aValueOutOfItsRangeEndsTheConnection(ErrorCode code, SettingsFrame settings) {
        server.expectConnectionError(code, settings);
    }

    static Stream<SettingsFrame> allowedSettings() {
        return Stream.of(
                settings().enablePush(0),
                settings().enablePush(1),
                settings().headerTableSize(0),
                settings().headerTableSize(0xffff_ffffL),
                settings().maxConcurrentStreams(0),
                settings().maxConcurrentStreams(0xffff_ffffL),
                settings().initialWindowSize(MAX_WINDOW),
                settings().maxFrameSize(16_384),
                settings().maxFrameSize(16_777_215),
                settings().maxHeaderListSize(0xffff_ffffL),
                settings().set(0x9, 1));
    }

    @ParameterizedTest
    @MethodSource("allowedSettings")
    @Rfc("9113 §6.5.2")
    void aValueAtTheEdgeOfItsRangeIsTaken(SettingsFrame settings) {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings).expectSettingsAck();
            wire.send(headers(1).get("/bytes/20000")).expectResponse(1).expectStatus(200);
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "The values in the SETTINGS frame MUST be processed in the order they appear".
    @Test
    @Rfc({"9113 §6.5", "9113 §6.5.3"})
    void theLastOfTwoValuesCounts() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(1000).initialWindowSize(3));
            wire.send(headers(1).get("/bytes/10")).expectHeaders(1);
            assertEquals(3, wire.expectData(1).content().length());
            wire.roundTrip();
            assertTrue(wire.waiting().stream().noneMatch(Frame.Data.class::isInstance));
        }
    }

    /// "Once all values have been processed, the recipient MUST immediately emit a SETTINGS frame
    /// with the ACK flag set."
    @Test
    @Rfc("9113 §6.5.3")
    void everySettingsFrameIsAcknowledged() {
        try (Http2Wire wire = server.connect()) {
            wire.expectSettingsAck();
            for (int i = 0; i < 5; i++) {
                wire.send(settings().initialWindowSize(i));
            }
            for (int i = 0; i < 5; i++) {
                wire.expectSettingsAck();
            }
            wire.roundTrip();
            assertTrue(
                    wire.waiting().stream()
                            .noneMatch(f -> f instanceof Frame.Settings s && s.ack()));
        }
    }

    @Test
    @Rfc("9113 §6.7")
    void aPingIsAnsweredWithItsOctets() {
        try (Http2Wire wire = server.connect()) {
            wire.send(ping("\0\1\2\3wxyz"), ping("second!!"));
            wire.expectPingAck("\0\1\2\3wxyz").expectPingAck("second!!");
        }
    }

    /// "An endpoint MUST NOT respond to PING frames containing this flag."
    @Test
    @Rfc("9113 §6.7")
    void anAnswerToPingIsNotAnswered() {
        try (Http2Wire wire = server.connect()) {
            wire.send(pingAck("12345678"), ping("abcdefgh")).expectPingAck("abcdefgh");
        }
    }

    @Test
    @Rfc("9113 §6.7")
    void aPingIsAnsweredWhileAHandlerRunsAndWindowsAreEmpty() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(0));
            wire.send(headers(1).get("/bytes/10"), headers(3).get(gate), ping("12345678"));
            wire.expectPingAck("12345678");
            server.open(gate);
        }
    }

    @Test
    @Rfc("9113 §6.7")
    void aPingBelongsToTheConnection() {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, ping("12345678").stream(1));
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, pingAck("12345678").stream(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "123456789", "1234567812345678"})
    @Rfc("9113 §6.7")
    void aPingHasEightOctets(String octets) {
        server.expectConnectionError(ErrorCode.FRAME_SIZE_ERROR, ping(octets));
        server.expectConnectionError(ErrorCode.FRAME_SIZE_ERROR, pingAck(octets));
    }

    @Test
    @Rfc("9113 §6.8")
    void goAwayBelongsToTheConnection() {
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR, goAway(0, ErrorCode.NO_ERROR).stream(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7})
    @Rfc({"9113 §4.2", "9113 §6.8"})
    void goAwayHasEightOctetsOrMore(int octets) {
        server.expectConnectionError(
                ErrorCode.FRAME_SIZE_ERROR, frame(0x7, 0, 0, new byte[octets]));
    }

    @Test
    @Rfc("9113 §6.8")
    void aClientThatGoesAwayGetsItsResponses() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get(gate), headers(3).post("/"));
            byte[] why = "\0\0\0\0\0\0\0\0and why".getBytes(StandardCharsets.US_ASCII);
            wire.send(frame(0x7, 0, 0, why));
            server.open(gate);
            wire.expectResponse(1).expectBody("open");
            wire.send(data(3, "late").endStream()).expectResponse(3).expectBody("late");
            wire.expectClosed();
        }
    }

    /// A hint that a client gives (§6.5.2): a list that it does not take is not sent.
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 1000})
    @Rfc("9113 §6.5.2")
    void aHeaderListThatTheClientDoesNotTakeIsNotSent(int octets) {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().maxHeaderListSize(octets), headers(1).get("/fields/2000"));
            if (wire.receiveOf(1) instanceof Frame.Headers head) {
                head.expectStatus(500);
            }
            wire.send(settings().maxHeaderListSize(10_000)).roundTrip();
            wire.send(headers(3).get("/fields/2000")).expectResponse(3).expectStatus(200);
        }
    }
}
