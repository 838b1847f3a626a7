package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestHead;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFramingTest {
    private static RequestHead head(HttpVersion version, String... fields) {
        return new RequestHead("POST", "/", "/", "", version, Headers.of(fields));
    }

    private static BodyFraming framing(String... fields) throws RejectedException {
        return BodyFraming.of(head(HttpVersion.HTTP_1_1, fields));
    }

    private static Rejection refusal(HttpVersion version, String... fields) {
        return assertThrows(RejectedException.class, () -> BodyFraming.of(head(version, fields)))
                .rejection();
    }

    private static Rejection refusal(String... fields) {
        return refusal(HttpVersion.HTTP_1_1, fields);
    }

    @Test
    @DisplayName("a request without framing fields has no body (RFC 9112 §6.3)")
    void hasNoBodyWithoutFramingFields() throws RejectedException {
        assertSame(BodyFraming.NONE, framing());
        assertSame(BodyFraming.NONE, framing("content-length", "0"));
        assertSame(BodyFraming.NONE, framing("content-length", "000"));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "0005,5", "9223372036854775807,9223372036854775807"})
    void readsTheLength(String text, long length) throws RejectedException {
        assertEquals(new BodyFraming.Length(length), framing("content-length", text));
    }

    @ParameterizedTest
    @DisplayName("Content-Length is 1*DIGIT (RFC 9110 §8.6)")
    @ValueSource(
            strings = {
                "",
                "+5",
                "-5",
                "-0",
                "5, 5",
                "5,5",
                "5 5",
                "5;",
                "0x5",
                "5.0",
                "a",
                "5\t5",
                "\u00b2",
                "9223372036854775808",
                "18446744073709551621",
                "99999999999999999999999"
            })
    void refusesALengthThatIsNone(String text) {
        assertEquals(Rejection.BAD_CONTENT_LENGTH, refusal("content-length", text));
    }

    @ParameterizedTest
    @CsvSource({"5,5", "5,6", "5,05", "0,0"})
    void refusesSeveralLengths(String first, String second) {
        assertEquals(
                Rejection.CONFLICTING_FRAMING,
                refusal("content-length", first, "x", "y", "content-length", second));
    }

    @ParameterizedTest
    @DisplayName("coding names are case-insensitive (RFC 9112 §7)")
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    void readsChunked(String coding) throws RejectedException {
        assertSame(BodyFraming.CHUNKED, framing("transfer-encoding", coding));
    }

    @Test
    @DisplayName("Transfer-Encoding with Content-Length is refused (RFC 9112 §6.3)")
    void refusesACodingWithALength() {
        assertEquals(
                Rejection.CONFLICTING_FRAMING,
                refusal("transfer-encoding", "chunked", "content-length", "5"));
        assertEquals(
                Rejection.CONFLICTING_FRAMING,
                refusal("content-length", "0", "transfer-encoding", "chunked"));
        assertEquals(
                Rejection.CONFLICTING_FRAMING,
                refusal(
                        HttpVersion.HTTP_1_0,
                        "content-length",
                        "0",
                        "transfer-encoding",
                        "chunked"));
    }

    @Test
    @DisplayName("Transfer-Encoding in HTTP/1.0 is faulty framing (RFC 9112 §6.1)")
    void refusesACodingOfTheOldVersion() {
        assertEquals(
                Rejection.BAD_TRANSFER_ENCODING,
                refusal(HttpVersion.HTTP_1_0, "transfer-encoding", "chunked"));
    }

    @Test
    void refusesSeveralCodingLines() {
        assertEquals(
                Rejection.BAD_TRANSFER_ENCODING,
                refusal("transfer-encoding", "chunked", "transfer-encoding", "chunked"));
        assertEquals(
                Rejection.BAD_TRANSFER_ENCODING,
                refusal("transfer-encoding", "gzip", "transfer-encoding", "chunked"));
    }

    @ParameterizedTest
    @DisplayName("what does not end in one chunked cannot be delimited (RFC 9112 §6.3)")
    @ValueSource(
            strings = {
                "",
                "identity",
                "gzip",
                "xchunked",
                "chunkedx",
                "chunked;",
                "chunked;a=b",
                "chunked, gzip",
                "chunked, identity",
                "chunked, chunked",
                "gzip, chunked, chunked",
                "chunked,",
                ",chunked",
                ", chunked",
                "gzip,,chunked",
                "\"chunked\"",
                "chunked chunked",
                "gzip chunked",
                "a b, chunked",
                ";a, chunked",
                "chunked\u00a0"
            })
    void refusesCodingsWithoutAnEnd(String codings) {
        assertEquals(Rejection.BAD_TRANSFER_ENCODING, refusal("transfer-encoding", codings));
    }

    @ParameterizedTest
    @DisplayName("an unknown coding before chunked is not implemented (RFC 9112 §6.1)")
    @ValueSource(
            strings = {
                "gzip, chunked",
                "gzip,chunked",
                "identity , Chunked",
                "a, b,\tchunked",
                "a;b=c, chunked"
            })
    void doesNotImplementOtherCodings(String codings) {
        assertEquals(
                Rejection.TRANSFER_CODING_NOT_IMPLEMENTED, refusal("transfer-encoding", codings));
    }
}
