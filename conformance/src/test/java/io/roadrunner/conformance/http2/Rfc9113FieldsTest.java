package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Response;
import io.roadrunner.testkit.http2.Http2Wire;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The fields of a request, RFC 9113 §8.2 and §8.3, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113FieldsTest {
    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    /// "A field name MUST NOT contain characters in the ranges 0x00-0x20, 0x41-0x5a, or 0x7f-0xff";
    /// none is empty (RFC 9110 §5.1), and only a pseudo-header field has a colon.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X",
                "xX",
                "x-Upper",
                "Z",
                "x ",
                " x",
                "a b",
                "a\tb",
                "a\0b",
                "a\rb",
                "a\nb",
                "a\u007fb",
                "a\u0080",
                "\u00e9",
                "\u00ff",
                "a:b",
                "a:",
                "a\u001fb",
                "a\u0001",
            })
    @Rfc({"9113 §8.2", "9113 §8.2.1"})
    void aNameWithOtherCharactersIsMalformed(String name) {
        server.expectMalformed(headers(1).get("/").field(name, "y"));
        server.expectMalformed(headers(1).get("/").field(name, "y").huffman());
    }

    /// Delimiters that are no part of a token (RFC 9110 §5.6.2) either.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(", ")", ",", "/", ";", "<", "=", ">", "?", "@", "[", "\\", "]", "{", "}", "\""
            })
    @Rfc({"9113 §8.2.1", "9110 §5.1"})
    void aNameIsAToken(String delimiter) {
        server.expectMalformed(headers(1).get("/").field("x" + delimiter, "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!#$%&'*+-.^_`|~", "x", "0", "x-1"})
    @Rfc("9113 §8.2.1")
    void aNameOfAnyTokenIsTaken(String name) {
        server.answerTo(headers(1).get("/").field(name, "y")).expectStatus(200);
    }

    /// "A field value MUST NOT contain the zero value (ASCII NUL, 0x00), line feed (ASCII LF,
    /// 0x0a), or carriage return (ASCII CR, 0x0d) at any position", nor "start or end with an ASCII
    /// whitespace character".
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "a\0",
                "\0a",
                "a\0b",
                "a\nb",
                "a\rb",
                "a\r\nb",
                "\n",
                "\r",
                "a\r\nx: y",
                " a",
                "a ",
                "\ta",
                "a\t",
                " ",
                "\t"
            })
    @Rfc("9113 §8.2.1")
    void aValueWithOtherCharactersIsMalformed(String value) {
        server.expectMalformed(headers(1).get("/").field("x", value));
        server.expectMalformed(headers(1).get("/").field("x", value).huffman());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "~!@#$%^&*()", "\u00e9\u00ff\u0080", ":"})
    @Rfc("9113 §8.2.1")
    void aValueOfOtherCharactersIsTaken(String value) {
        server.answerTo(headers(1).get("/").field("x", value))
                .expectStatus(200)
                .expectField("x-values", "[" + value + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "X, y",
        "a b, y",
        "a, 'b\0'",
        "a, ' b'",
        "connection, close",
        ":path, /",
        ":status, 200",
        ":x, y"
    })
    @Rfc({"9113 §8.1", "9113 §8.2", "9113 §8.3"})
    void trailersAreCheckedToo(String name, String value) {
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR,
                headers(1).post("/"),
                data(1, "x"),
                trailers(1).field(name, value));
    }

    /// "Any message containing connection-specific header fields MUST be treated as malformed".
    @ParameterizedTest
    @CsvSource({
        "connection, close",
        "connection, keep-alive",
        "connection, x",
        "proxy-connection, keep-alive",
        "keep-alive, timeout=5",
        "transfer-encoding, chunked",
        "transfer-encoding, identity",
        "upgrade, websocket",
        "upgrade, h2c",
        "te, gzip",
        "te, 'trailers, gzip'",
        "te, chunked",
        "te, ''",
    })
    @Rfc("9113 §8.2.2")
    void aFieldOfAConnectionIsMalformed(String name, String value) {
        server.expectMalformed(headers(1).get("/").field(name, value));
    }

    @Test
    @Rfc("9113 §8.2.2")
    void teMayAskForTrailers() {
        server.answerTo(headers(1).get("/").field("te", "trailers")).expectStatus(200);
    }

    /// "If there are multiple Cookie header fields after decompression, these MUST be concatenated
    /// into a single octet string using the two-octet delimiter of 0x3b, 0x20".
    @Test
    @Rfc("9113 §8.2.3")
    void theCrumbsOfACookieAreJoined() {
        HeadersFrame crumbs = headers(1).get("/").field("cookie", "a=b").field("x", "between");
        server.answerTo(crumbs.field("cookie", "c=d; e=f").field("cookie", "g=h"))
                .expectField("x-cookies", "[a=b; c=d; e=f; g=h]");
        server.answerTo(headers(1).get("/").field("cookie", "a=b"))
                .expectField("x-cookies", "[a=b]");
    }

    static Stream<HeadersFrame> wrongPseudoFields() {
        return Stream.of(
                headers(1).get("/").field(":unknown", "x"),
                headers(1).get("/").field(":", "x"),
                headers(1).get("/").field(":status", "200"),
                headers(1).get("/").field(":protocol", "websocket"),
                headers(1).get("/").field("x", "y").field(":x", "y"),
                headers(1).get("/").field(":Path", "/"),
                regularFirst(":method", "GET"),
                regularFirst(":scheme", "http"),
                regularFirst(":path", "/"),
                regularFirst(":authority", "localhost"));
    }

    private static HeadersFrame regularFirst(String name, String value) {
        return headers(1).get("/").without(name).field("x", "y").field(name, value);
    }

    /// "Endpoints MUST treat a request or response that contains undefined or invalid pseudo-header
    /// fields as malformed"; "All pseudo-header fields MUST appear in a field block before all
    /// regular field lines."
    @ParameterizedTest
    @MethodSource("wrongPseudoFields")
    @Rfc("9113 §8.3")
    void aPseudoFieldThatIsUnknownOrLateIsMalformed(HeadersFrame request) {
        server.expectMalformed(request);
    }

    /// "The same pseudo-header field name MUST NOT appear more than once in a field block."
    @ParameterizedTest
    @CsvSource({":method, GET", ":scheme, http", ":path, /", ":authority, localhost"})
    @Rfc("9113 §8.3")
    void aPseudoFieldThatComesTwiceIsMalformed(String name, String value) {
        server.expectMalformed(headers(1).get("/").field(name, value));
    }

    /// "All HTTP/2 requests MUST include exactly one valid value for the ':method', ':scheme', and
    /// ':path' pseudo-header fields, unless they are CONNECT requests".
    @ParameterizedTest
    @ValueSource(strings = {":method", ":scheme", ":path"})
    @Rfc("9113 §8.3.1")
    void aMissingPseudoFieldIsMalformed(String name) {
        server.expectMalformed(headers(1).get("/").without(name));
    }

    @Test
    @Rfc("9113 §8.3.1")
    void aBlockWithoutAFieldIsMalformed() {
        server.expectMalformed(headers(1).endStream(true));
        server.expectMalformed(headers(1).field("x", "y").endStream(true));
    }

    /// "This pseudo-header field MUST NOT be empty for 'http' or 'https' URIs"; a path begins with
    /// `/`, or is `*` for OPTIONS.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "*",
                "?x=y",
                "http://localhost/",
                "/a b",
                "/a\0",
                "/a\nb",
                "/a\tb",
                "/a#b",
                "/\u00e9",
                "/a\u007f",
                " /",
                "/ ",
                "//\0"
            })
    @Rfc({"9113 §8.3.1", "3986 §3.3"})
    void aPathThatIsNoneIsRefused(String path) {
        server.takeReached();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get(path));
            expectRefused(wire);
        }
    }

    /// Reset as malformed, or answered with 400 before (RFC 9113 §8.1.1).
    private void expectRefused(Http2Wire wire) {
        switch (wire.receiveOf(1)) {
            case Frame.Reset reset -> assertEquals(ErrorCode.PROTOCOL_ERROR, reset.code());
            case Frame.Headers head -> head.expectStatus(400);
            case Frame other -> throw new AssertionError(other);
        }
        Http2Server.expectGoesOn(wire);
        assertEquals(List.of("/next"), server.takeReached());
    }

    @ParameterizedTest
    @CsvSource({"/a?b=c&d, /a, b=c&d", "/%61, /%61, ''", "/a//b, /a//b, ''", "//a, //a, ''"})
    @Rfc("9113 §8.3.1")
    void aPathHasItsQuery(String sent, String path, String query) {
        Http2Response response = server.answerTo(headers(1).get(sent)).expectStatus(200);
        response.expectField("x-path", path).expectField("x-query", query);
    }

    @Test
    @Rfc({"9113 §8.3.1", "9110 §9.3.7"})
    void optionsMayAskAboutTheServer() {
        server.answerTo(headers(1).request("OPTIONS", "*").endStream(true)).expectStatus(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G T", "GET\0", "GE(T", "GET\r\n", "G\u00c9T"})
    @Rfc({"9113 §8.3.1", "9110 §9.1"})
    void aMethodThatIsNoTokenIsMalformed(String method) {
        server.expectMalformed(headers(1).get("/").with(":method", method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PURGE", "get", "M-SEARCH"})
    @Rfc({"9113 §8.3.1", "9110 §9.1"})
    void aMethodIsAnyToken(String method) {
        server.answerTo(headers(1).get("/").with(":method", method))
                .expectField("x-method", method);
    }

    @Test
    @Rfc({"9113 §8.3.1", "9110 §7.2"})
    void theAuthorityIsTheHost() {
        server.answerTo(headers(1).get("/").with(":authority", "example.com:81"))
                .expectField("x-host", "example.com:81");
        server.answerTo(headers(1).get("/").without(":authority").field("host", "example.org"))
                .expectField("x-host", "example.org");
        server.answerTo(
                        headers(1)
                                .get("/")
                                .with(":authority", "example.com")
                                .field("host", "example.com"))
                .expectField("x-host", "example.com");
    }

    /// "A server SHOULD treat a request as malformed if it contains a Host header field that
    /// identifies an entity that differs from the entity in the ':authority' pseudo-header field."
    @Test
    @Rfc("9113 §8.3.1")
    void aHostThatIsNotTheAuthorityIsMalformed() {
        server.expectMalformed(headers(1).get("/").field("host", "example.com"));
        server.expectMalformed(headers(1).get("/").field("host", "localhost:81"));
    }

    static Stream<HeadersFrame> wrongAuthorities() {
        return Stream.of(
                headers(1).get("/").with(":authority", ""),
                headers(1).get("/").with(":authority", "user@localhost"),
                headers(1).get("/").with(":authority", "user:password@localhost"),
                headers(1).get("/").with(":authority", "a b"),
                headers(1).get("/").with(":authority", "a/b"),
                headers(1).get("/").with(":authority", "a\0"),
                headers(1).get("/").with(":authority", "a:b:c"),
                headers(1).get("/").with(":authority", "a, b"),
                headers(1).get("/").with(":authority", "a:99999x"),
                headers(1).get("/").field("host", "localhost").field("host", "localhost"),
                headers(1).get("/").without(":authority").field("host", ""),
                headers(1).get("/").without(":authority").field("host", "a b"));
    }

    /// ":authority" may be missing (RFC 9113 §8.3.1): nothing that a server has to route by.
    @Test
    @Rfc("9113 §8.3.1")
    void aRequestWithoutAnAuthorityIsServed() {
        server.answerTo(headers(1).get("/").without(":authority")).expectStatus(200);
    }

    /// "':authority' MUST NOT include the deprecated userinfo subcomponent for 'http' or 'https'
    /// schemed URIs."
    @ParameterizedTest
    @MethodSource("wrongAuthorities")
    @Rfc({"9113 §8.3.1", "9110 §4.2.4", "9110 §7.2"})
    void anAuthorityThatIsNoneIsRefused(HeadersFrame request) {
        server.takeReached();
        try (Http2Wire wire = server.connect()) {
            wire.send(request);
            expectRefused(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ht tp", "1http", "http:", "h\0"})
    @Rfc("9113 §8.3.1")
    void aSchemeThatIsNoneIsMalformed(String scheme) {
        server.expectMalformed(headers(1).get("/").with(":scheme", scheme));
    }

    /// "The ':scheme' and ':path' pseudo-header fields MUST be omitted"; "the ':authority'
    /// pseudo-header field contains the host and port to connect to".
    @Test
    @Rfc("9113 §8.5")
    void aConnectRequestHasAnAuthorityAlone() {
        HeadersFrame plain = headers(1).field(":method", "CONNECT").endStream(true);
        server.answerTo(plain.field(":authority", "example.com:443")).expectStatus(501);
        server.expectMalformed(headers(1).get("/").with(":method", "CONNECT"));
        server.expectMalformed(
                headers(1)
                        .field(":method", "CONNECT")
                        .field(":authority", "example.com:443")
                        .field(":path", "/")
                        .endStream(true));
        server.expectMalformed(headers(1).field(":method", "CONNECT").endStream(true));
    }
}
