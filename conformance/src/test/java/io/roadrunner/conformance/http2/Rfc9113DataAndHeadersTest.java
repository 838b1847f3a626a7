package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.continuation;
import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.pushPromise;
import static io.roadrunner.testkit.http2.Frames.raw;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Response;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The frames that carry messages: DATA, HEADERS, PUSH_PROMISE and CONTINUATION, RFC 9113 §6.1,
/// §6.2, §6.6 and §6.10.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113DataAndHeadersTest {
    private static final byte[] NOTHING = {};

    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Test
    @Rfc("9113 §6.1")
    void dataFramesMakeOneBody() {
        server.answerTo(
                        headers(1).post("/"),
                        data(1, "a"),
                        data(1, ""),
                        data(1, "bc"),
                        data(1, "").endStream())
                .expectStatus(200)
                .expectBody("abc");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    @Rfc("9113 §6.1")
    void paddingOfDataIsNoContent(int padding) {
        server.answerTo(
                        headers(1).post("/"),
                        data(1, "a").padded(padding),
                        data(1, "").padded(padding),
                        data(1, "b").padded(padding).endStream())
                .expectStatus(200)
                .expectBody("ab");
    }

    static Stream<Outgoing> dataPaddedTooMuch() {
        return Stream.of(
                data(1, "abc").padded(0, 4),
                data(1, "").padded(0, 1),
                data(1, "abc").padded(2, 255),
                frame(0, 0x8, 1, NOTHING));
    }

    /// "If the length of the padding is the length of the frame payload or greater, the recipient
    /// MUST treat this as a connection error ... of type PROTOCOL_ERROR." A frame without room for
    /// the length itself may be one of FRAME_SIZE_ERROR (§4.2).
    @ParameterizedTest
    @MethodSource("dataPaddedTooMuch")
    @Rfc("9113 §6.1")
    void paddingOfDataFitsIntoItsFrame(Outgoing frame) {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"), frame);
            Http2Server.expectError(wire, ErrorCode.PROTOCOL_ERROR, ErrorCode.FRAME_SIZE_ERROR);
            wire.expectClosed();
        }
    }

    @Test
    @Rfc("9113 §6.1")
    void dataBelongsToAStream() {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, data(0, "x"));
    }

    @Test
    @Rfc("9113 §6.2")
    void headersBelongToAStream() {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, headers(0).get("/"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    @Rfc("9113 §6.2")
    void paddingOfHeadersIsNoPartOfTheBlock(int padding) {
        server.answerTo(headers(1).get("/padded").padded(padding)).expectField("x-path", "/padded");
        server.answerTo(headers(1).get("/both").padded(padding).priority(0, 16, false))
                .expectField("x-path", "/both");
    }

    static Stream<Outgoing> headersPaddedTooMuch() {
        HeadersFrame small = headers(1).block(HeaderBlock.empty().index(2));
        return Stream.of(
                headers(1).get("/").padded(0, 255),
                headers(1).block(HeaderBlock.empty().index(2)).padded(0, 2),
                small.padded(1, 3).priority(0, 1, false));
    }

    /// "Padding that exceeds the size remaining for the field block fragment MUST be treated as a
    /// PROTOCOL_ERROR."
    @ParameterizedTest
    @MethodSource("headersPaddedTooMuch")
    @Rfc("9113 §6.2")
    void paddingOfHeadersFitsIntoItsFrame(Outgoing frame) {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, frame);
    }

    static Stream<Outgoing> headersWithoutRoom() {
        return Stream.of(
                frame(0x1, 0x2d, 1, NOTHING),
                frame(0x1, 0x0d, 1, NOTHING),
                frame(0x1, 0x25, 1, new byte[4]),
                frame(0x1, 0x2d, 1, new byte[5]));
    }

    @ParameterizedTest
    @MethodSource("headersWithoutRoom")
    @Rfc({"9113 §4.2", "9113 §6.2"})
    void headersHaveRoomForTheFieldsThatTheirFlagsAnnounce(Outgoing frame) {
        try (Http2Wire wire = server.connect()) {
            wire.send(frame);
            Http2Server.expectError(wire, ErrorCode.FRAME_SIZE_ERROR, ErrorCode.PROTOCOL_ERROR);
            wire.expectClosed();
        }
    }

    /// "A client cannot push. Thus, servers MUST treat the receipt of a PUSH_PROMISE frame as a
    /// connection error".
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    @Rfc({"9113 §6.6", "9113 §8.4"})
    void aClientCannotPush(int stream) {
        HeaderBlock block = HeaderBlock.empty().index(2).index(6).index(4);
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), pushPromise(stream, 2, block));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    @Rfc("9113 §6.10")
    void aBlockMayComeInAnyPieces(int octets) {
        server.answerTo(headers(1).get("/pieces").field("x", "abc").split(octets))
                .expectField("x-path", "/pieces")
                .expectField("x-values", "[abc]");
    }

    @Test
    @Rfc("9113 §6.10")
    void thePiecesMayBeEmpty() {
        try (Http2Wire wire = server.connect()) {
            wire.send(
                    headers(1).get("/").endHeaders(false).split(0, 3),
                    continuation(1, NOTHING, false),
                    continuation(1, NOTHING));
            wire.expectResponse(1).expectStatus(200);
        }
    }

    @Test
    @Rfc("9113 §6.10")
    void aBlockInPiecesWithPaddingAndPriorityAndABodyIsWhole() {
        server.answerTo(
                        headers(1)
                                .post("/")
                                .field("x", "y")
                                .split(4)
                                .padded(9)
                                .priority(0, 1, true),
                        data(1, "body"),
                        trailers(1).field("x", "late").split(2))
                .expectBody("body")
                .expectField("x-values", "[y]")
                .expectField("x-trailer", "late");
    }

    static Stream<Outgoing> continuationsWithoutABlock() {
        return Stream.of(
                continuation(1, NOTHING),
                continuation(3, NOTHING),
                continuation(0, NOTHING),
                continuation(1, NOTHING, false),
                raw(new byte[] {0, 0, 0, 9, 0, 0, 0, 0, 1}));
    }

    /// "A CONTINUATION frame MUST be preceded by a HEADERS, PUSH_PROMISE or CONTINUATION frame
    /// without the END_HEADERS flag set. A recipient that observes violation of this rule MUST
    /// respond with a connection error ... of type PROTOCOL_ERROR."
    @ParameterizedTest
    @MethodSource("continuationsWithoutABlock")
    @Rfc("9113 §6.10")
    void aContinuationContinuesABlock(Outgoing frame) {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, frame);
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), frame);
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/").split(3), frame);
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), data(1, "x"), frame);
    }

    @Test
    @Rfc("9113 §6.10")
    void aContinuationBelongsToAStream() {
        server.expectConnectionError(
                ErrorCode.PROTOCOL_ERROR,
                headers(1).get("/").endHeaders(false),
                continuation(0, NOTHING));
    }

    @Test
    @Rfc({"9113 §4.2", "9113 §6.10"})
    void aLargeHeaderListOfTheServerGoesOutInPieces() {
        Http2Response response = server.answerTo(headers(1).get("/fields/60000"));
        assertEquals(60_000, length(response));
        assertTrue(response.head().frameCount() > 1, response.head().frameCount() + " frames");
    }

    private static int length(Http2Response response) {
        String value = response.field("x-large");
        return value == null ? 0 : value.length();
    }
}
