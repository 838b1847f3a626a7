package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidHeaderException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {
    private static final byte[] DATE =
            HeadOutcome.octets("date: Thu, 01 Jan 2026 00:00:00 GMT\r\n");

    private final ByteOutput out = new ByteOutput(8);

    private String written() {
        return StandardCharsets.ISO_8859_1.decode(out.toByteBuffer()).toString();
    }

    @ParameterizedTest
    @DisplayName("a status line has a reason phrase or at least its space (RFC 9112 §4)")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "100,HTTP/1.1 100 Continue",
                "200,HTTP/1.1 200 OK",
                "404,HTTP/1.1 404 Not Found",
                "431,HTTP/1.1 431 Request Header Fields Too Large",
                "299,HTTP/1.1 299 ",
                "599,HTTP/1.1 599 "
            })
    void writesTheStatusLine(int status, String line) {
        ResponseHeadEncoder.statusLine(out, status);
        assertEquals(line + "\r\n", written());
    }

    @Test
    void writesFieldsInOrderAndThenTheDate() {
        ResponseHeadEncoder.fields(out, Headers.of("B", "1", "a", "\u00e4", "b", ""), DATE);
        assertEquals(
                "b: 1\r\na: \u00e4\r\nb: \r\ndate: Thu, 01 Jan 2026 00:00:00 GMT\r\n", written());
    }

    @Test
    void keepsADateThatIsThere() {
        ResponseHeadEncoder.fields(out, Headers.of("Date", "x", "a", "b"), DATE);
        assertEquals("date: x\r\na: b\r\n", written());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Content-Length",
                "Keep-Alive",
                "Proxy-Connection",
                "Transfer-Encoding"
            })
    void leavesOutWhatTheServerDecides(String name) {
        ResponseHeadEncoder.fields(out, Headers.of("a", "b", name, "c"), new byte[0]);
        assertEquals("a: b\r\n", written());
    }

    @Test
    @DisplayName("Upgrade comes with its connection option (RFC 9110 §7.8)")
    void addsTheOptionOfAnUpgradeField() {
        ResponseHeadEncoder.fields(out, Headers.of("Upgrade", "websocket"), new byte[0]);
        assertEquals("connection: upgrade\r\nupgrade: websocket\r\n", written());
    }

    @Test
    void writesWhatTheCallerDecides() {
        ResponseHeadEncoder.contentLength(out, 0);
        ResponseHeadEncoder.contentLength(out, Long.MAX_VALUE);
        ResponseHeadEncoder.chunked(out);
        ResponseHeadEncoder.close(out);
        ResponseHeadEncoder.keepAlive(out);
        assertEquals(
                """
                content-length: 0\r
                content-length: 9223372036854775807\r
                transfer-encoding: chunked\r
                connection: close\r
                connection: keep-alive\r
                """,
                written());
    }

    @Test
    void writesAnInterimHeadWithoutADate() {
        Headers fields = Headers.of("Link", "</a>", "connection", "close", "upgrade", "x");
        ResponseHeadEncoder.interim(out, 103, fields);
        assertEquals("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n", written());
    }

    @Test
    @DisplayName("a 101 names the protocol (RFC 9110 §7.8)")
    void writesASwitchingHead() {
        Headers fields = Headers.of("a", "b", "upgrade", "x", "connection", "y");
        ResponseHeadEncoder.switching(out, "websocket", fields);
        assertEquals(
                "HTTP/1.1 101 Switching Protocols\r\n"
                        + "connection: upgrade\r\nupgrade: websocket\r\na: b\r\n\r\n",
                written());
    }

    @Test
    @DisplayName("a chunk is its size in hexadecimal and its data (RFC 9112 §7.1)")
    void writesChunks() {
        ChunkedEncoder.beginChunk(out, 26);
        out.putLatin1("abcdefghijklmnopqrstuvwxyz");
        ChunkedEncoder.endChunk(out);
        ChunkedEncoder.lastChunk(out, Headers.of("x", "y"));
        assertEquals("1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nx: y\r\n\r\n", written());
    }

    @Test
    void refusesAnEmptyChunkBecauseItWouldEndTheBody() {
        assertThrows(IllegalArgumentException.class, () -> ChunkedEncoder.beginChunk(out, 0));
        assertThrows(IllegalArgumentException.class, () -> ChunkedEncoder.beginChunk(out, -1));
        assertEquals("", written());
    }

    @Test
    @DisplayName("a framing field is not sent as a trailer (RFC 9110 §6.5.1)")
    void refusesAForbiddenTrailerBeforeItWritesAnything() {
        Headers trailers = Headers.of("x", "y", "Content-Length", "3");
        assertThrows(InvalidHeaderException.class, () -> ChunkedEncoder.lastChunk(out, trailers));
        assertEquals("", written());
    }
}
