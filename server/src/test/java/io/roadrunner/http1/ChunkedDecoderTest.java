package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Header;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedDecoderTest {
    private static ChunkedOutcome decoded(String data, String rest) {
        return new ChunkedOutcome.Decoded(data, List.of(), rest);
    }

    private static Rejection refusal(String text) {
        return refusal(Http1Limits.defaults(), text);
    }

    private static Rejection refusal(Http1Limits limits, String text) {
        return assertInstanceOf(ChunkedOutcome.Refused.class, ChunkedOutcome.of(limits, text), text)
                .rejection();
    }

    @Test
    @DisplayName("a chunked body is chunks, the last chunk and trailers (RFC 9112 §7.1)")
    void decodesUpToTheEndAndNoFurther() {
        assertEquals(decoded("", ""), ChunkedOutcome.of("0\r\n\r\n"));
        assertEquals(decoded("abc", ""), ChunkedOutcome.of("3\r\nabc\r\n0\r\n\r\n"));
        assertEquals(
                decoded("abc0123456789", "GET / "),
                ChunkedOutcome.of("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\nGET / "));
        assertEquals(decoded("\r\n0\r\n", ""), ChunkedOutcome.of("5\r\n\r\n0\r\n\r\n0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A", "0a", "000000000000000a"})
    void readsTheSizeInEitherCaseAndWithLeadingZeros(String size) {
        assertEquals(
                decoded("0123456789", ""), ChunkedOutcome.of(size + "\r\n0123456789\r\n0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0000000000000000"})
    void endsAtAnySpellingOfZero(String size) {
        assertEquals(decoded("", "x"), ChunkedOutcome.of(size + "\r\n\r\nx"));
    }

    @ParameterizedTest
    @DisplayName("a chunk size is 1*HEXDIG and fits (RFC 9112 §7.1)")
    @ValueSource(
            strings = {
                "\r\n",
                ";a\r\n",
                " 3\r\n",
                "\t3\r\n",
                "+3\r\n",
                "-3\r\n",
                "0x3\r\n",
                "g\r\n",
                "3g\r\n",
                "3.\r\n",
                "3,3\r\n",
                "3\n",
                "3\r3",
                "3\r\r\n",
                "3\u0000\r\n",
                "\u00b3\r\n",
                "3 \r\n",
                "3\t\r\n",
                "3 3\r\n",
                "8000000000000000\r\n",
                "ffffffffffffffff\r\n",
                "00000000000000003\r\n",
                "10000000000000000\r\n"
            })
    void refusesAMalformedSize(String line) {
        assertEquals(Rejection.BAD_CHUNK_SIZE, refusal(line));
    }

    @Test
    void takesTheLargestSizeThereIs() throws RejectedException {
        ChunkedDecoder decoder = new ChunkedDecoder(Http1Limits.defaults());
        byte[] line = HeadOutcome.octets("7fffffffffffffff\r\n");
        assertEquals(line.length, decoder.decode(line, 0, line.length, ByteBuffer.allocate(0)));
        assertEquals(Long.MAX_VALUE, decoder.declaredTotal());
        assertEquals(Long.MAX_VALUE, decoder.chunkRemaining());
    }

    @ParameterizedTest
    @DisplayName("extensions are read and forgotten (RFC 9112 §7.1.1)")
    @ValueSource(
            strings = {
                ";a",
                ";a=b",
                ";a=\"b\"",
                ";a=\"\"",
                ";a=\" \t;,=\"",
                ";a=\"\\\"\\\\\"",
                ";a=\"\u00e4\"",
                ";a;b=c;d=\"e\"",
                " ; a = b ; c ; d = \"e\" ;f",
                "\t;\ta\t=\tb",
                "  ;a"
            })
    void skipsExtensions(String extensions) {
        assertEquals(
                decoded("abc", ""),
                ChunkedOutcome.of("3" + extensions + "\r\nabc\r\n0" + extensions + "\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "; ",
                ";;a",
                ";a;",
                ";=b",
                ";a=",
                ";a= ",
                ";a b",
                ";a ",
                ";a=b ",
                ";a=b c",
                ";a=\"b\" ",
                ";a=\"b\"c",
                ";a=\"b",
                ";a=b\"c\"",
                ";a=\"\u0000\"",
                ";a=\"\\\u0001\"",
                ";a=\"b\nc\"",
                ";a\n",
                ";a\nb",
                ";a\rb",
                ";\u00e4",
                ";a=\u00e4",
                ";a,b"
            })
    void refusesMalformedExtensions(String extensions) {
        assertEquals(Rejection.BAD_CHUNK_SIZE, refusal("3" + extensions + "\r\nabc\r\n"));
    }

    @ParameterizedTest
    @DisplayName("chunk data ends with CRLF (RFC 9112 §7.1)")
    @ValueSource(strings = {"abcd\r\n", "abc\n", "abc\rX", "abc0\r\n", "abc \r\n"})
    void refusesDataWithoutItsEnd(String data) {
        assertEquals(
                new ChunkedOutcome.Refused(Rejection.BAD_CHUNK, "abc"),
                ChunkedOutcome.of("3\r\n" + data));
    }

    @Test
    void boundsAChunkLine() {
        String bound = "3;" + "a".repeat(8190);
        assertEquals(decoded("abc", ""), ChunkedOutcome.of(bound + "\r\nabc\r\n0\r\n\r\n"));
        assertEquals(new ChunkedOutcome.Incomplete(""), ChunkedOutcome.of(bound));
        assertEquals(Rejection.BAD_CHUNK_SIZE, refusal(bound + "a"));
    }

    @Test
    @DisplayName("the total length of chunk extensions is limited (RFC 9112 §7.1.1)")
    void boundsTheExtensionsOfAllChunks() {
        Http1Limits limits = new Http1Limits(9, 9, 9, 9, 9, 12);
        String chunk = "1;ab\r\nx\r\n";
        String bound = chunk.repeat(4);
        assertEquals(decoded("xxxx", ""), ChunkedOutcome.of(limits, bound + "0\r\n\r\n"));
        assertEquals(Rejection.BAD_CHUNK_SIZE, refusal(limits, bound + "0;"));
        assertEquals(
                decoded("x".repeat(100), ""),
                ChunkedOutcome.of(limits, "1\r\nx\r\n".repeat(100) + "0\r\n\r\n"));
    }

    @Test
    @DisplayName("trailers are fields after the last chunk (RFC 9112 §7.1.2)")
    void keepsTrailers() {
        assertEquals(
                new ChunkedOutcome.Decoded(
                        "abc", List.of(new Header("x-sum", "1 2"), new Header("y", "")), "GET"),
                ChunkedOutcome.of("3\r\nabc\r\n0\r\nX-Sum: 1 2 \r\nY:\r\n\r\nGET"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\rX",
                "X\r\n",
                "X : y\r\n",
                " X: y\r\n",
                "X: y\r\n z\r\n",
                "X: y\n\r\n",
                "X: y\r\n\n",
                "X: y\rz\r\n",
                "X: \u0000\r\n",
                ": y\r\n"
            })
    void refusesMalformedTrailers(String section) {
        assertEquals(Rejection.BAD_TRAILER, refusal("0\r\n" + section + "\r\n"));
    }

    @ParameterizedTest
    @DisplayName("fields for framing, routing and processing are no trailers (RFC 9110 §6.5.1)")
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked",
                "content-length: 5",
                "HOST: a",
                "Connection: close",
                "TE: trailers",
                "Trailer: x",
                "Content-Encoding: gzip",
                "Content-Type: a/b",
                "Content-Range: x",
                "Authorization: x",
                "Set-Cookie: x",
                "Expect: 100-continue",
                "Upgrade: x"
            })
    void refusesForbiddenTrailers(String line) {
        assertEquals(Rejection.BAD_TRAILER, refusal("0\r\nX: y\r\n" + line + "\r\n\r\n"));
    }

    @Test
    void boundsTrailersLikeHeaders() {
        Http1Limits limits = new Http1Limits(9, 10, 24, 3, 9, 9);
        String line = "A: 4567890\r\n";
        assertInstanceOf(
                ChunkedOutcome.Decoded.class,
                ChunkedOutcome.of(limits, "0\r\n" + line + line + "\r\n"));
        assertEquals(Rejection.TRAILER_TOO_LARGE, refusal(limits, "0\r\nA: 45678901\r\n"));
        assertEquals(
                Rejection.TRAILER_TOO_LARGE, refusal(limits, "0\r\n" + line + line + "A:\r\n"));
        assertInstanceOf(
                ChunkedOutcome.Decoded.class,
                ChunkedOutcome.of(limits, "0\r\nA:\r\nA:\r\nA:\r\n\r\n"));
        assertEquals(Rejection.TRAILER_TOO_LARGE, refusal(limits, "0\r\nA:\r\nA:\r\nA:\r\nA:\r\n"));
    }

    @Test
    void refusesEndlessTrailersWithoutWaitingForTheirEnd() {
        assertEquals(Rejection.TRAILER_TOO_LARGE, refusal("0\r\n" + "a".repeat(10_242)));
        assertEquals(Rejection.TRAILER_TOO_LARGE, refusal("0\r\nX:" + " ".repeat(10_240)));
    }

    @Test
    void writesNoMoreThanTheOutputTakes() throws RejectedException {
        ChunkedDecoder decoder = new ChunkedDecoder(Http1Limits.defaults());
        byte[] octets = HeadOutcome.octets("5\r\nabcde\r\n0\r\n\r\nrest");
        ByteBuffer out = ByteBuffer.allocate(3);
        assertEquals(6, decoder.decode(octets, 0, octets.length, out));
        assertEquals(2, decoder.chunkRemaining());
        assertEquals(0, decoder.decode(octets, 6, octets.length, out));
        out.clear();
        assertEquals(9, decoder.decode(octets, 6, octets.length, out));
        assertEquals(2, out.position());
        assertTrue(decoder.isFinished());
        assertEquals(0, decoder.decode(octets, 15, octets.length, out));
    }

    @Test
    void reachesTheEndWithoutRoomWhenNoDataIsLeft() throws RejectedException {
        ChunkedDecoder decoder = new ChunkedDecoder(Http1Limits.defaults());
        byte[] octets = HeadOutcome.octets("1\r\na\r\n0\r\n\r\n");
        assertEquals(
                octets.length, decoder.decode(octets, 0, octets.length, ByteBuffer.allocate(1)));
        assertTrue(decoder.isFinished());
    }

    @Test
    void tellsWhatIsAnnouncedBeforeItsDataCame() throws RejectedException {
        ChunkedDecoder decoder = new ChunkedDecoder(Http1Limits.defaults());
        byte[] octets = HeadOutcome.octets("3\r\nabc\r\n4000\r\n");
        assertEquals(0, decoder.declaredTotal());
        decoder.decode(octets, 0, octets.length, ByteBuffer.allocate(3));
        assertEquals(0x4003, decoder.declaredTotal());
        assertEquals(0x4000, decoder.chunkRemaining());
        assertFalse(decoder.isFinished());
    }

    @ParameterizedTest
    @CsvSource({"7ffffffffffffffe,7fffffffffffffff", "7fffffffffffffff,7fffffffffffffff"})
    void countsAnnouncedBytesWithoutOverflow(String size, String total) throws RejectedException {
        ChunkedDecoder decoder = new ChunkedDecoder(Http1Limits.defaults());
        byte[] octets = HeadOutcome.octets("1\r\na\r\n" + size + "\r\n");
        decoder.decode(octets, 0, octets.length, ByteBuffer.allocate(1));
        assertEquals(Long.parseLong(total, 16), decoder.declaredTotal());
    }
}
