package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.priority;
import static io.roadrunner.testkit.http2.Frames.priorityUpdate;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static io.roadrunner.testkit.http2.HeaderBlock.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.Http2Options;
import io.roadrunner.config.Protocol;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.HeaderBlock;
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

/// Streams and their states, RFC 9113 §5, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113StreamsTest {
    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    static Stream<Outgoing> framesForAnIdleStream() {
        return Stream.of(
                data(1, "x"),
                data(1, "").endStream(),
                reset(1, ErrorCode.CANCEL),
                windowUpdate(1, 1));
    }

    /// "Receiving any frame other than HEADERS or PRIORITY on a stream in this state MUST be
    /// treated as a connection error ... of type PROTOCOL_ERROR."
    @ParameterizedTest
    @MethodSource("framesForAnIdleStream")
    @Rfc("9113 §5.1")
    void anIdleStreamTakesOnlyHeadersAndPriority(Outgoing frame) {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, frame);
    }

    @Test
    @Rfc({"9113 §5.1", "9113 §6.3"})
    void priorityIsTakenInEveryState() {
        try (Http2Wire wire = server.connect()) {
            wire.send(priority(1, 0), headers(1).post("/"), priority(1, 3), priority(7, 1));
            wire.send(data(1, "a").endStream(), priority(1, 5));
            wire.expectResponse(1).expectBody("a");
            wire.send(priority(1, 0));
            Http2Server.expectGoesOn(wire);
        }
    }

    static Stream<Outgoing> framesBehindTheEnd() {
        return Stream.of(
                data(1, "x"),
                data(1, "").endStream(),
                headers(1).get("/again"),
                trailers(1).field("x", "late"));
    }

    /// "If an endpoint receives additional frames, other than WINDOW_UPDATE, PRIORITY, or
    /// RST_STREAM, for a stream that is in this state, it MUST respond with a stream error ... of
    /// type STREAM_CLOSED."
    @ParameterizedTest
    @MethodSource("framesBehindTheEnd")
    @Rfc("9113 §5.1")
    void aStreamThatTheClientHasEndedTakesNoMoreOfIt(Outgoing frame) {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get(gate), frame).expectReset(1, ErrorCode.STREAM_CLOSED);
            server.open(gate);
            Http2Server.expectGoesOn(wire);
        }
    }

    @Test
    @Rfc("9113 §5.1")
    void aStreamThatTheClientHasEndedTakesWindowUpdatePriorityAndReset() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get(gate), windowUpdate(1, 1), priority(1, 0));
            server.open(gate);
            wire.expectResponse(1).expectBody("open");
            wire.send(headers(3).get(gate), reset(3, ErrorCode.CANCEL));
            server.open(gate);
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "An endpoint that sends a frame with the END_STREAM flag set or a RST_STREAM frame might
    /// receive a WINDOW_UPDATE or RST_STREAM frame".
    @Test
    @Rfc("9113 §5.1")
    void aClosedStreamTakesWindowUpdateAndReset() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/")).expectResponse(1).expectStatus(200);
            wire.send(windowUpdate(1, 1), reset(1, ErrorCode.CANCEL), windowUpdate(1, 1));
            Http2Server.expectGoesOn(wire);
        }
    }

    static Stream<Outgoing> framesForAClosedStream() {
        return Stream.of(data(1, "x"), headers(1).get("/again"), trailers(1).field("x", "y"));
    }

    /// "An endpoint MAY treat receipt of any other type of frame on a closed stream as a connection
    /// error ... of type STREAM_CLOSED"; the server never acts on one.
    @ParameterizedTest
    @MethodSource("framesForAClosedStream")
    @Rfc("9113 §5.1")
    void aStreamThatHasEndedTakesNothingElse(Outgoing frame) {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/")).expectResponse(1).expectStatus(200);
            wire.send(frame);
            Http2Server.expectError(wire, ErrorCode.STREAM_CLOSED);
        }
        assertFalse(server.takeReached().contains("/again"));
    }

    @ParameterizedTest
    @MethodSource("framesForAClosedStream")
    @Rfc("9113 §5.1")
    void aStreamThatTheClientHasResetTakesNothingElse(Outgoing frame) {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), reset(1, ErrorCode.CANCEL), frame);
            Http2Server.expectError(wire, ErrorCode.STREAM_CLOSED);
        }
        assertFalse(server.takeReached().contains("/again"));
    }

    /// "An endpoint that sends a RST_STREAM frame on a stream that is in the 'open' ... state could
    /// receive any type of frame ... An endpoint MUST minimally process and then discard any frames
    /// it receives in this state. This means updating header compression state".
    @Test
    @Rfc({"9113 §5.1", "9113 §4.3"})
    void whatComesBehindAResetOfTheServerIsReadAndDiscarded() {
        try (Http2Wire wire = server.connect()) {
            HeaderBlock late = empty().added("x", "kept");
            wire.send(headers(1).post("/").field("bad name", "x"))
                    .expectReset(1, ErrorCode.PROTOCOL_ERROR);
            wire.send(data(1, "on its way"), headers(1).block(late).endStream(true));
            wire.send(headers(3).block(request("/").index(62)).endStream(true));
            wire.expectResponse(3).expectField("x-values", "[kept]");
        }
    }

    @Test
    @Rfc({"9113 §5.1", "9113 §6.9.1"})
    void whatComesBehindAResetOfTheServerCostsNoWindowForEver() {
        try (Http2Wire wire = server.connect()) {
            SendWindows windows = new SendWindows(wire, 0);
            for (int stream = 1; stream < 21; stream += 2) {
                wire.send(headers(stream).post("/").field("bad name", "x"));
                windows.awaitRoom(16_000);
                wire.send(data(stream, new byte[16_000]));
                wire.expectReset(stream, ErrorCode.PROTOCOL_ERROR);
            }
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "An endpoint that receives an unexpected stream identifier MUST respond with a connection
    /// error ... of type PROTOCOL_ERROR."
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 1000, Integer.MAX_VALUE - 1})
    @Rfc("9113 §5.1.1")
    void aClientOpensOnlyStreamsWithOddNumbers(int stream) {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, headers(stream).get("/"));
    }

    @Test
    @Rfc("9113 §5.1.1")
    void aNewStreamHasAHigherNumberThanAllBeforeIt() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(5).get("/")).expectResponse(5).expectStatus(200);
            wire.send(headers(3).get("/lower"));
            wire.expectConnectionError(ErrorCode.PROTOCOL_ERROR);
        }
        assertFalse(server.takeReached().contains("/lower"));
    }

    @Test
    @Rfc("9113 §5.1.1")
    void numbersMayBeLeftOut() {
        try (Http2Wire wire = server.connect()) {
            for (int stream : List.of(3, 9, 101, 1_000_001, Integer.MAX_VALUE)) {
                wire.send(headers(stream).get("/" + stream));
                wire.expectResponse(stream).expectField("x-path", "/" + stream);
            }
        }
    }

    @Test
    @Rfc({"9113 §5.1.2", "9113 §8.7"})
    void streamsOverTheLimitAreRefusedAndKeepHpackInStep() {
        Http2Options standard = Http2Options.standard();
        Http2Options two =
                new Http2Options(
                        standard.connectionWindow(),
                        standard.streamWindow(),
                        standard.windowRefillThreshold(),
                        2,
                        standard.maxHeaderBlock(),
                        standard.maxHeaderListSize(),
                        false);
        try (Http2Server limited = Http2Server.start(o -> o.protocols(new Protocol.Http2(two)));
                Http2Wire wire = limited.connect()) {
            String gate = limited.newGate();
            assertEquals(2, wire.expectSettings().value(Setting.MAX_CONCURRENT_STREAMS));
            wire.expectSettingsAck();
            wire.send(headers(1).get(gate), headers(3).get(gate));
            wire.send(headers(5).block(request("/refused").added("x", "kept")).endStream(true));
            wire.expectReset(5, ErrorCode.REFUSED_STREAM);
            limited.open(gate);
            wire.expectResponse(1).expectBody("open");
            wire.expectResponse(3).expectBody("open");
            wire.send(headers(7).block(request("/").index(62)).endStream(true));
            wire.expectResponse(7).expectField("x-values", "[kept]");
            assertFalse(limited.takeReached().contains("/refused"));
        }
    }

    @Test
    @Rfc("9113 §5.1.2")
    void aStreamThatIsResetNoLongerCounts() {
        try (Http2Wire wire = server.connect()) {
            Long limit = wire.expectSettings().value(Setting.MAX_CONCURRENT_STREAMS);
            assertTrue(limit != null && limit >= 100, "limit " + limit);
            wire.expectSettingsAck();
            int stream = 1;
            for (int i = 0; i < limit; i++, stream += 2) {
                wire.send(headers(stream).post("/"));
            }
            wire.send(headers(stream).post("/")).expectReset(stream, ErrorCode.REFUSED_STREAM);
            wire.send(reset(1, ErrorCode.CANCEL), headers(stream + 2).get("/in"));
            wire.expectResponse(stream + 2).expectField("x-path", "/in");
        }
    }

    @Test
    @Rfc("9113 §5")
    void streamsAreServedIndependently() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get(gate), headers(3).post("/three"), headers(5).get("/five"));
            wire.expectResponse(5).expectField("x-path", "/five");
            wire.send(data(3, "3").endStream()).expectResponse(3).expectBody("3");
            server.open(gate);
            wire.expectResponse(1).expectBody("open");
        }
    }

    /// "any prioritization signals ... are hints": none of them breaks anything.
    @Test
    @Rfc("9113 §5.3")
    void prioritiesOfBothSchemesAreNoError() {
        try (Http2Wire wire = server.connect()) {
            wire.send(
                    priorityUpdate(1, "u=3, i"),
                    headers(1).get("/").priority(0, 256, true),
                    headers(3).get("/").priority(1, 1, false).padded(7),
                    priorityUpdate(3, "u=7"),
                    headers(5).get("/").field("priority", "u=0, i"));
            wire.expectResponse(1).expectStatus(200);
            wire.expectResponse(3).expectStatus(200);
            wire.expectResponse(5).expectStatus(200);
        }
    }

    @Test
    @Rfc("9113 §5.4.1")
    void aConnectionErrorNamesTheLastStreamAndEndsTheConnection() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/"), headers(7).get("/"));
            wire.expectResponse(1).expectStatus(200);
            wire.expectResponse(7).expectStatus(200);
            wire.send(windowUpdate(0, 0));
            assertEquals(7, wire.expectConnectionError(ErrorCode.PROTOCOL_ERROR).lastStream());
        }
    }

    @Test
    @Rfc("9113 §5.4.1")
    void nothingBehindAConnectionErrorIsServed() {
        server.takeReached();
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR, windowUpdate(0, 0), headers(1).get("/behind"));
        assertEquals(List.of(), server.takeReached());
    }

    @Test
    @Rfc("9113 §5.4.2")
    void aStreamErrorLeavesTheOtherStreamsAlone() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), headers(3).post("/"), windowUpdate(1, 0));
            wire.expectReset(1, ErrorCode.PROTOCOL_ERROR);
            wire.send(data(3, "three").endStream()).expectResponse(3).expectBody("three");
        }
    }

    /// "To avoid looping, an endpoint MUST NOT send a RST_STREAM in response to a RST_STREAM
    /// frame."
    @Test
    @Rfc("9113 §5.4.2")
    void aResetIsNotAnsweredByAReset() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), reset(1, ErrorCode.PROTOCOL_ERROR));
            wire.send(reset(1, ErrorCode.PROTOCOL_ERROR), ping("12345678"));
            wire.expectPingAck("12345678");
            Http2Server.expectGoesOn(wire);
            assertTrue(wire.waiting().stream().noneMatch(Frame.Reset.class::isInstance));
        }
    }

    @Test
    @Rfc("9113 §5.4.3")
    void anEndOfTheConnectionFreesEverything() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), headers(3).get(gate)).roundTrip().reset();
        }
        server.open(gate);
        server.awaitIdle();
    }

    /// No WINDOW_UPDATE can come any more: nothing is gained by waiting for the write timeout.
    @Test
    @Rfc({"9113 §5.4.3", "9113 §6.9"})
    void aClientThatGoesWhileAWindowIsEmptyIsNotWaitedFor() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(0), headers(1).get("/bytes/10"));
            wire.expectHeaders(1);
            wire.endOutput().expectClosed();
        }
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/bytes/50000"), headers(3).get("/bytes/50000"));
            wire.send(headers(5).get("/bytes/50000")).endOutput().expectClosed();
        }
        server.awaitIdle();
    }

    @Test
    @Rfc("9113 §5.5")
    void unknownSettingsAreIgnored() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().set(0xff, 1).set(0x7, 0xffff_ffffL).set(0, 0));
            wire.expectSettingsAck();
            Http2Server.expectGoesOn(wire);
        }
    }

    private static HeaderBlock request(String path) {
        return empty().index(2)
                .index(6)
                .notAdded(":path", path)
                .notAdded(":authority", "localhost");
    }
}
