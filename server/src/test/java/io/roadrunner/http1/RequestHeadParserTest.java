package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.roadrunner.http.Header;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestHead;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadParserTest {
    private static final String HOST = "Host: a\r\n";

    private static Rejection refusal(String text) {
        return assertInstanceOf(HeadOutcome.Refused.class, HeadOutcome.of(text), text).rejection();
    }

    private static Rejection refusalOfField(String lines) {
        return refusal("GET / HTTP/1.1\r\n" + HOST + lines + "\r\n\r\n");
    }

    @Test
    void readsEveryPartOfAHead() {
        String text =
                "POST /a/b%20c?x=1?y HTTP/1.1\r\nHost: example.com:80\r\n"
                        + "X-One:1\r\nx-ONE: \t2 3\t \r\n\r\n";
        HeadOutcome.Parsed parsed =
                assertInstanceOf(HeadOutcome.Parsed.class, HeadOutcome.of(text + "rest"));
        RequestHead head = parsed.head();
        assertEquals("POST", head.method());
        assertEquals("/a/b%20c?x=1?y", head.target());
        assertEquals("/a/b%20c", head.path());
        assertEquals("x=1?y", head.query());
        assertEquals(HttpVersion.HTTP_1_1, head.version());
        assertEquals(
                List.of(
                        new Header("host", "example.com:80"),
                        new Header("x-one", "1"),
                        new Header("x-one", "2 3")),
                head.headers().toList());
        assertEquals(text.length(), parsed.consumed());
    }

    @Test
    void readsPipelinedHeadsOneAfterTheOther() throws RejectedException {
        String first = "GET /1 HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n";
        String second = "PUT /2 HTTP/1.0\r\n\r\n";
        byte[] octets = HeadOutcome.octets(first + second);
        RequestHeadParser parser = new RequestHeadParser(Http1Limits.defaults());
        RequestHead one = assertNotNullHead(parser.parse(octets, 0, octets.length));
        assertEquals("/1", one.path());
        assertEquals(first.length(), parser.consumed());
        RequestHead two = assertNotNullHead(parser.parse(octets, parser.consumed(), octets.length));
        assertEquals("PUT", two.method());
        assertEquals("/2", two.path());
        assertEquals(0, two.headers().size());
        assertEquals(second.length(), parser.consumed());
        assertEquals("y", one.headers().first("x"));
    }

    private static RequestHead assertNotNullHead(@Nullable RequestHead head) {
        assertNotNull(head);
        return head;
    }

    @Test
    void keepsAHeadApartFromTheBufferItCameFrom() throws RejectedException {
        byte[] octets = HeadOutcome.octets("GET / HTTP/1.1\r\nHost: a\r\nX: before\r\n\r\n");
        RequestHead head =
                new RequestHeadParser(Http1Limits.defaults()).parse(octets, 0, octets.length);
        Arrays.fill(octets, (byte) '!');
        assertEquals("before", assertNotNullHead(head).headers().first("x"));
    }

    @Test
    void needsMoreUntilTheEmptyLineIsThere() throws RejectedException {
        byte[] octets = HeadOutcome.octets("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        RequestHeadParser parser = new RequestHeadParser(Http1Limits.defaults());
        for (int to = 0; to < octets.length; to++) {
            assertNull(parser.parse(octets, 0, to), "after " + to);
        }
        assertNotNull(parser.parse(octets, 0, octets.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void makesNoStringOfAWellKnownMethod(String method) {
        assertSame(
                method.intern(),
                HeadOutcome.head(method + " / HTTP/1.1\r\n" + HOST + "\r\n").method());
    }

    @ParameterizedTest
    @DisplayName("a method is any token and case-sensitive (RFC 9110 §9.1)")
    @ValueSource(strings = {"get", "Get", "GETS", "GE", "PROPFIND", "M-SEARCH", "!#$%&'*+-.^_`|~9"})
    void takesAnyTokenAsMethod(String method) {
        assertEquals(method, HeadOutcome.head(method + " / HTTP/1.1\r\n" + HOST + "\r\n").method());
    }

    @ParameterizedTest
    @DisplayName("a request line is method SP target SP version CRLF (RFC 9112 §3)")
    @ValueSource(
            strings = {
                "",
                " ",
                "GET",
                "GET ",
                "GET /",
                "GET / ",
                "GET  HTTP/1.1",
                " GET / HTTP/1.1",
                "GET  / HTTP/1.1",
                "GET /  HTTP/1.1",
                "GET / HTTP/1.1 ",
                "GET / x HTTP/1.1",
                "G(T / HTTP/1.1",
                "GET\t/ HTTP/1.1",
                "GET / http/1.1",
                "GET / HTTP/1",
                "GET / HTTP/1.",
                "GET / HTTP/11",
                "GET / HTTP/1.10",
                "GET / HTTP/1.1x",
                "GET / HTTP/01.1",
                "GET / HTTP/a.1",
                "GET / HTTP/1,1",
                "GET / HTTPS/1.1",
                "GET / HTTP1.1",
                "G\u00c9T / HTTP/1.1"
            })
    void refusesAMalformedRequestLine(String line) {
        // An empty line is skipped, so one more is needed for it to be the request line.
        assertEquals(Rejection.BAD_REQUEST_LINE, refusal("\r\n" + line + "\r\n" + HOST + "\r\n"));
    }

    @ParameterizedTest
    @DisplayName("a line ends with CRLF (RFC 9112 §2.2)")
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\rHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\rHost: a\r\n\r\n",
                "GET /\nHost: a\r\n\r\n",
                "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void refusesARequestLineWithAnotherEnd(String text) {
        assertEquals(Rejection.BAD_REQUEST_LINE, refusal(text));
    }

    @Test
    @DisplayName("one empty line before the request line is skipped (RFC 9112 §2.2)")
    void skipsOneEmptyLine() {
        String text = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
        HeadOutcome.Parsed parsed =
                assertInstanceOf(HeadOutcome.Parsed.class, HeadOutcome.of(text));
        assertEquals("GET", parsed.head().method());
        assertEquals(text.length(), parsed.consumed());
    }

    @ParameterizedTest
    @DisplayName("a higher minor version is processed as 1.1 (RFC 9110 §2.5)")
    @CsvSource({"HTTP/1.0,HTTP_1_0", "HTTP/1.1,HTTP_1_1", "HTTP/1.2,HTTP_1_1", "HTTP/1.9,HTTP_1_1"})
    void readsTheVersion(String text, HttpVersion version) {
        assertEquals(version, HeadOutcome.head("GET / " + text + "\r\n" + HOST + "\r\n").version());
    }

    @ParameterizedTest
    @DisplayName("another major version is not supported (RFC 9110 §15.6.6)")
    @ValueSource(
            strings = {
                "GET / HTTP/0.9\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET / HTTP/3.0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void refusesAnotherMajorVersion(String text) {
        assertEquals(Rejection.VERSION_NOT_SUPPORTED, refusal(text));
    }

    @Test
    @DisplayName("HTTP/1.1 needs one Host, HTTP/1.0 none (RFC 9112 §3.2)")
    void wantsOneHost() {
        assertEquals(Rejection.MISSING_HOST, refusal("GET / HTTP/1.1\r\n\r\n"));
        assertEquals(Rejection.MISSING_HOST, refusal("GET http://a/ HTTP/1.1\r\n\r\n"));
        assertEquals("/", HeadOutcome.head("GET / HTTP/1.0\r\n\r\n").path());
        assertEquals("/", HeadOutcome.head("GET http://a/ HTTP/1.0\r\n\r\n").path());
        String two = "Host: a\r\nX: y\r\nhost: a\r\n\r\n";
        assertEquals(Rejection.BAD_HOST, refusal("GET / HTTP/1.1\r\n" + two));
        assertEquals(Rejection.BAD_HOST, refusal("GET / HTTP/1.0\r\n" + two));
        assertEquals(Rejection.BAD_HOST, refusal("GET / HTTP/1.1\r\nHost:\r\n\r\n"));
        assertEquals(Rejection.BAD_HOST, refusal("GET / HTTP/1.0\r\nHost: a b\r\n\r\n"));
    }

    @ParameterizedTest
    @DisplayName("a field line is name, colon, value (RFC 9112 §5)")
    @ValueSource(
            strings = {
                "X",
                ":",
                ": y",
                "X : y",
                "X\t: y",
                " X: y",
                "\tX: y",
                "X: y\r\n folded",
                "X: y\r\n\tfolded",
                "X Y: z",
                "X(: y",
                "X\u0000: y",
                "X\u00e4: y",
                "X\rY: z",
                "X: a\rb",
                "X: a\r",
                "X: a\nb: c",
                "X: a\u0000",
                "X: a\u0001",
                "X: a\u001f",
                "X: a\u007f"
            })
    void refusesAMalformedField(String lines) {
        assertEquals(Rejection.BAD_HEADER, refusalOfField(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {" X: y", "\tX: y", " ", "\nX: y"})
    void refusesWhitespaceBeforeTheFirstField(String line) {
        assertEquals(
                Rejection.BAD_HEADER,
                refusal("GET / HTTP/1.1\r\n" + line + "\r\n" + HOST + "\r\n"));
    }

    @Test
    void refusesABareLineFeedInPlaceOfTheEmptyLine() {
        assertEquals(Rejection.BAD_HEADER, refusal("GET / HTTP/1.1\r\nHost: a\r\n\n"));
        assertEquals(Rejection.BAD_HEADER, refusal("GET / HTTP/1.1\r\nHost: a\r\n\rX"));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "X:,''",
                "X: ,''",
                "X: \t ,''",
                "X:a,a",
                "X:\ta b\t,a b",
                "X: a:b,a:b",
                "X: \u00e4,\u00e4"
            })
    @DisplayName("whitespace around a value is no part of it (RFC 9112 §5.1)")
    void trimsTheValue(String line, String value) {
        RequestHead head = HeadOutcome.head("GET / HTTP/1.1\r\n" + HOST + line + "\r\n\r\n");
        assertEquals(value, head.headers().first("x"));
    }

    @Test
    void keepsMoreFieldsThanItExpects() {
        StringBuilder text = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
        for (int i = 1; i < 40; i++) {
            text.append("X-").append(i).append(": ").append(i).append("\r\n");
        }
        RequestHead head = HeadOutcome.head(text.append("\r\n").toString());
        assertEquals(40, head.headers().size());
        assertEquals("39", head.headers().first("x-39"));
    }
}
