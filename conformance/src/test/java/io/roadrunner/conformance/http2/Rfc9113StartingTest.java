package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.goAway;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.preface;
import static io.roadrunner.testkit.http2.Frames.raw;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import io.roadrunner.testkit.http2.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a connection starts, RFC 9113 §3, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113StartingTest {
    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Test
    @Rfc("9113 §3.3")
    void aClientWithPriorKnowledgeIsServed() {
        server.answerTo(headers(1).get("/a")).expectStatus(200).expectField("x-path", "/a");
    }

    @Test
    @Rfc("9113 §3.4")
    void theFirstFrameOfTheServerIsSettings() {
        try (Http2Wire wire = server.connect()) {
            assertFalse(wire.expectNext(Frame.Settings.class).ack());
        }
    }

    @Test
    @Rfc("9113 §3.4")
    void theServerMayStartBeforeItHasReadAnything() {
        try (Http2Wire wire = server.connect()) {
            wire.expectSettings();
            wire.expectSettingsAck();
        }
    }

    @Test
    @Rfc("9113 §3.4")
    void aRequestNeedNotWaitForTheSettingsOfTheServer() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings(), headers(1).get("/at-once"));
            wire.expectNext(Frame.Settings.class);
            wire.expectResponse(1).expectField("x-path", "/at-once");
        }
    }

    @Test
    @Rfc("9113 §3.4")
    void theServerServesBeforeItsSettingsAreAcknowledged() {
        try (Http2Wire wire = server.connect().automaticSettingsAck(false)) {
            wire.send(headers(1).get("/")).expectResponse(1).expectStatus(200);
            Http2Server.expectGoesOn(wire);
        }
    }

    @Test
    @Rfc("9113 §3.4")
    void aPrefaceMayComeOctetByOctet() {
        byte[] all = preface().bytes();
        try (Http2Wire wire = server.connectSilently()) {
            for (byte octet : all) {
                wire.send(raw(new byte[] {octet}));
            }
            for (byte octet : settings().bytes()) {
                wire.send(raw(new byte[] {octet}));
            }
            wire.send(headers(1).get("/")).expectResponse(1).expectStatus(200);
        }
    }

    /// "Clients and servers MUST treat an invalid connection preface as a connection error ... of
    /// type PROTOCOL_ERROR. A GOAWAY frame MAY be omitted in this case".
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nhost: a\r\n\r\n........",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\r........",
                "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n........",
                "PRI * HTTP/2.1\r\n\r\nSM\r\n\r\n........",
                "pri * http/2.0\r\n\r\nsm\r\n\r\n........",
                "PRI * HTTP/2.0\n\nSM\n\n................",
                "X",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003..............",
            })
    @Rfc("9113 §3.4")
    void anInvalidPrefaceEndsTheConnection(String octets) {
        try (Http2Wire wire = server.connectSilently()) {
            wire.send(raw(octets));
            wire.expectClosed();
            for (Frame frame : wire.waiting()) {
                if (frame instanceof Frame.GoAway goAway) {
                    assertEquals(ErrorCode.PROTOCOL_ERROR, goAway.code());
                }
            }
        }
        assertEquals(List.of(), server.takeReached());
    }

    @Test
    @Rfc("9113 §3.4")
    void anEndWithinThePrefaceEndsTheConnection() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.send(raw("PRI * HTTP/2.0\r\n\r\nSM")).endOutput();
            wire.expectClosed();
        }
    }

    static Stream<Outgoing> framesThatAreNoSettings() {
        return Stream.of(
                settingsAck(),
                headers(1).get("/"),
                data(1, "x"),
                ping("12345678"),
                windowUpdate(0, 1),
                goAway(0, ErrorCode.NO_ERROR),
                preface());
    }

    /// "the connection preface ... MUST be followed by a SETTINGS frame".
    @ParameterizedTest
    @MethodSource("framesThatAreNoSettings")
    @Rfc("9113 §3.4")
    void theFirstFrameOfTheClientHasToBeSettings(Outgoing first) {
        server.takeReached();
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(first);
            wire.expectClosed();
            assertTrue(
                    wire.waiting().stream()
                            .noneMatch(frame ->
                                    frame instanceof Frame.GoAway goAway
                                            && goAway.code() == ErrorCode.NO_ERROR));
        }
        assertEquals(List.of(), server.takeReached());
    }

    @Test
    @Rfc({"9113 §6.5.2", "9113 §8.4"})
    void theSettingsOfTheServerAreOnesThatAServerMaySend() {
        try (Http2Wire wire = server.connect()) {
            Frame.Settings settings = wire.expectSettings();
            assertNotEquals(1L, settings.value(Setting.ENABLE_PUSH));
            Long frameSize = settings.value(Setting.MAX_FRAME_SIZE);
            assertTrue(frameSize == null || frameSize >= 16_384 && frameSize <= 16_777_215);
            Long window = settings.value(Setting.INITIAL_WINDOW_SIZE);
            assertTrue(window == null || window <= Integer.MAX_VALUE);
        }
    }
}
