package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Field;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.Http2Response;
import io.roadrunner.testkit.http2.Http2Wire;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and responses as a whole, RFC 9113 §8.1 and what §8.2 to §8.7 ask of responses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113MessagesTest {
    private static final Set<String> OF_A_CONNECTION =
            Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");

    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Test
    @Rfc("9113 §8.1")
    void aRequestIsHeadersAndDataAndTrailers() {
        server.answerTo(headers(1).get("/a")).expectBody("").expectField("x-trailer", "null");
        server.answerTo(headers(1).post("/a"), data(1, "b").endStream()).expectBody("b");
        server.answerTo(headers(1).post("/a"), trailers(1).field("x", "t"))
                .expectBody("")
                .expectField("x-trailer", "t");
        server.answerTo(headers(1).post("/a"), data(1, "b"), trailers(1).field("x", "t"))
                .expectBody("b")
                .expectField("x-trailer", "t");
        server.answerTo(headers(1).post("/a").endStream(true)).expectBody("");
    }

    @Test
    @Rfc({"9113 §8.1", "9113 §8.3.2"})
    void theVersionThatAHandlerSeesIsTwo() {
        server.answerTo(headers(1).get("/")).expectField("x-version", "HTTP/2.0");
    }

    /// "an endpoint that receives a HEADERS frame without the END_STREAM flag set after receiving
    /// the HEADERS frame that opens a request ... MUST treat the corresponding request ... as
    /// malformed".
    @Test
    @Rfc("9113 §8.1")
    void trailersEndTheStream() {
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR,
                headers(1).post("/"),
                data(1, "a"),
                headers(1).field("x", "y"));
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), headers(1).field("x", "y"));
    }

    @Test
    @Rfc({"9113 §8.1", "9113 §8.3"})
    void aSecondRequestOnAStreamIsMalformed() {
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), headers(1).get("/again"));
    }

    /// "A request or response that is defined as having content ... is also malformed if the value
    /// of a content-length header field does not equal the sum of the DATA frame payload lengths".
    @Test
    @Rfc("9113 §8.1.1")
    void aBodyHasTheLengthThatTheRequestAnnounces() {
        String length = "content-length";
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR,
                headers(1).post("/").field(length, "3"),
                data(1, "ab").endStream());
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR,
                headers(1).post("/").field(length, "3"),
                data(1, "ab"),
                trailers(1).field("x", "y"));
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR,
                headers(1).post("/").field(length, "3"),
                data(1, "ab"),
                data(1, "cd").endStream());
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/").field(length, "0"), data(1, "a"));
        server.expectMalformed(headers(1).post("/").field(length, "3").endStream(true));
        server.expectMalformed(headers(1).get("/").field(length, "1"));
    }

    @Test
    @Rfc("9113 §8.1.1")
    void aLengthThatIsRightIsTaken() {
        String length = "content-length";
        server.answerTo(headers(1).post("/").field(length, "0").endStream(true)).expectBody("");
        server.answerTo(
                        headers(1).post("/").field(length, "4"),
                        data(1, "ab").padded(9),
                        data(1, "cd"),
                        data(1, "").endStream())
                .expectBody("abcd");
        server.answerTo(
                        headers(1).post("/").field(length, "2"),
                        data(1, "ab"),
                        trailers(1).field("x", "y"))
                .expectBody("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-1", "+1", "1, 1", "1 1", "0x1", "99999999999999999999"})
    @Rfc({"9113 §8.1.1", "9110 §8.6"})
    void aLengthThatIsNoNumberIsRefused(String length) {
        server.takeReached();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/refused").field("content-length", length));
            expectRefused(wire, 413);
        }
    }

    @Test
    @Rfc({"9113 §8.1.1", "9110 §8.6"})
    void twoLengthsAreRefused() {
        server.takeReached();
        try (Http2Wire wire = server.connect()) {
            wire.send(
                    headers(1)
                            .post("/refused")
                            .field("content-length", "1")
                            .field("content-length", "2"));
            expectRefused(wire, 400);
        }
    }

    private void expectRefused(Http2Wire wire, int orElse) {
        Frame first = wire.receiveOf(1);
        if (first instanceof Frame.Headers head) {
            assertTrue(Set.of(400, orElse).contains(head.status()), head.toString());
        } else if (first instanceof Frame.Reset reset) {
            assertEquals(ErrorCode.PROTOCOL_ERROR, reset.code());
        }
        Http2Server.expectGoesOn(wire);
        assertEquals(List.of("/next"), server.takeReached());
    }

    @Test
    @Rfc({"9113 §8.1", "9110 §9.3.2"})
    void aResponseToHeadHasNoContent() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).request("HEAD", "/bytes/1000").endStream(true));
            Frame.Headers head = wire.expectHeaders(1).expectStatus(200);
            head.expectField("content-length", "1000");
            assertTrue(head.endStream());
            wire.send(headers(3).request("HEAD", "/stream").endStream(true));
            assertEquals(List.of(), wire.expectResponse(3).expectStatus(200).dataSizes());
        }
    }

    @Test
    @Rfc({"9113 §8.1", "9110 §15.3.5"})
    void aResponseWithoutContentEndsWithItsHead() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/none"));
            assertTrue(wire.expectHeaders(1).expectStatus(204).endStream());
        }
    }

    @Test
    @Rfc("9113 §8.1")
    void aResponseMayHaveTrailers() {
        server.answerTo(headers(1).get("/stream"))
                .expectStatus(200)
                .expectBody("helloworld!")
                .expectTrailer("x-sum", "11")
                .expectNoField("content-length");
    }

    @Test
    @Rfc({"9113 §8.1", "9110 §15.2"})
    void aResponseMayHaveInterimOnesBeforeIt() {
        Http2Response response = server.answerTo(headers(1).get("/early"));
        response.expectStatus(200).expectBody("late");
        assertEquals(1, response.interim().size());
        Frame.Headers early = response.interim().getFirst().expectStatus(103);
        early.expectField("link", "</a>");
        assertFalse(early.endStream());
        assertNull(early.field("content-length"));
    }

    @Test
    @Rfc({"9113 §8.1", "9110 §10.1.1"})
    void aClientThatWaitsIsToldToGoOn() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/").field("expect", "100-continue"));
            Frame.Headers goOn = wire.expectHeaders(1).expectStatus(100);
            assertFalse(goOn.endStream());
            wire.send(data(1, "body").endStream());
            wire.expectResponse(1).expectStatus(200).expectBody("body");
        }
    }

    /// "A server can send a complete response prior to the client sending an entire request ... MAY
    /// request that the client abort transmission of a request without error by sending a
    /// RST_STREAM with an error code of NO_ERROR after sending a complete response".
    @Test
    @Rfc("9113 §8.1")
    void aResponseThatDoesNotWaitForTheRequestIsComplete() {
        try (Http2Server manual = Http2Server.start(o -> o.bodyBuffering(BodyBuffering.MANUAL));
                Http2Wire wire = manual.connect()) {
            wire.send(headers(1).post("/bytes/100"), data(1, "the first of many"));
            assertEquals(100, wire.expectResponse(1).expectStatus(200).body().length());
            wire.expectReset(1, ErrorCode.NO_ERROR);
            wire.send(data(1, "still on its way"));
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "HTTP/2 does not use the Connection header field"; "an endpoint MUST NOT generate an HTTP/2
    /// message containing connection-specific header fields".
    @ParameterizedTest
    @ValueSource(strings = {"/", "/hop", "/none", "/stream", "/bytes/0"})
    @Rfc({"9113 §8.2.1", "9113 §8.2.2", "9113 §8.3.2"})
    void theFieldsOfAResponseAreOnesOfHttp2(String path) {
        List<Field> fields = server.answerTo(headers(1).get(path)).fields();
        assertEquals(":status", fields.getFirst().name());
        assertEquals(1, fields.stream().filter(Field::isPseudo).count());
        for (Field field : fields) {
            assertEquals(field.name().toLowerCase(Locale.ROOT), field.name());
            assertFalse(OF_A_CONNECTION.contains(field.name()), field.toString());
            assertEquals(field.value().strip(), field.value());
        }
    }

    @Test
    @Rfc({"9113 §8.3.2", "9110 §6.6.1"})
    void aResponseHasADateAndALength() {
        Http2Response response = server.answerTo(headers(1).get("/bytes/7"));
        response.expectField("content-length", "7");
        assertNotNull(response.field("date"));
    }

    /// A small block makes a large list: one field of the dynamic table, time and again.
    @Test
    @Rfc("9113 §10.5.1")
    void aHeaderListThatIsTooLargeIsRefusedAndTheConnectionGoesOn() {
        try (Http2Wire wire = server.connect()) {
            HeaderBlock bomb = HeaderBlock.empty().index(2).index(6).index(4);
            bomb.field(":authority", "localhost").added("x", "v".repeat(4000));
            for (int i = 0; i < 8; i++) {
                bomb.index(62);
            }
            wire.send(headers(1).block(bomb).endStream(true));
            wire.expectResponse(1).expectStatus(431);
            Http2Server.expectGoesOn(wire);
        }
    }

    @Test
    @Rfc({"9113 §4.3", "9113 §10.5.1"})
    void aBlockThatIsTooLongEndsTheConnection() {
        server.expectConnectionError(
                ErrorCode.ENHANCE_YOUR_CALM,
                headers(1).get("/").field("x", "v".repeat(20_000)).split(16_384));
    }

    /// No upgrade leads to HTTP/2 or away from it (RFC 9113 §8.6).
    @Test
    @Rfc("9113 §8.6")
    void theStatus101IsNotUsed() {
        server.expectMalformed(headers(1).get("/").field("upgrade", "websocket"));
    }

    /// "The REFUSED_STREAM error code ... guarantee that no processing has occurred": see
    /// [Rfc9113StreamsTest].
    @Test
    @Rfc("9113 §8.7")
    void aClientMayAskAgainOnAnotherStream() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().maxConcurrentStreams(0));
            wire.send(headers(1).post("/"), headers(3).post("/"));
            wire.send(data(3, "3").endStream(), data(1, "1").endStream());
            wire.expectResponse(3).expectBody("3");
            wire.expectResponse(1).expectBody("1");
        }
    }
}
