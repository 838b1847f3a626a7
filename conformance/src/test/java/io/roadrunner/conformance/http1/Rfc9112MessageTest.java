package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The message format and the request line, RFC 9112 §2 and §3, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9112MessageTest {
    private static final String HOST = "Host: x\r\n\r\n";

    private final EchoServer server = EchoServer.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Test
    @Rfc("9112 §2.1")
    void aRequestIsALineFieldsAnEmptyLineAndABody() {
        server.expectServed("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
                .expectHeader("x-method", "POST")
                .expectHeader("x-path", "/a")
                .expectBody("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\n",
                "GET / HTTP/1.1\nHost: x\n\n"
            })
    @Rfc("9112 §2.2")
    void aBareLineFeedEndsNoLine(String request) {
        server.expectRefused(400, request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\rHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\rHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\rX: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\rX: y\r\n\r\n",
                "GET / HTTP/1.1\r\r\nHost: x\r\n\r\n"
            })
    @Rfc("9112 §2.2")
    void aBareCarriageReturnIsRefused(String request) {
        server.expectRefused(400, request);
    }

    @Test
    @Rfc("9112 §2.2")
    void anEmptyLineBeforeTheRequestLineIsSkipped() {
        server.expectServed("\r\nGET /a HTTP/1.1\r\n" + HOST).expectHeader("x-path", "/a");
    }

    @Test
    @Rfc("9112 §2.2")
    void anEmptyLineBehindABodyIsSkipped() {
        server.expectServed("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello\r\n")
                .expectBody("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\r\n", " \r\n", " "})
    @Rfc("9112 §2.2")
    void nothingElseIsSkippedBeforeTheRequestLine(String before) {
        server.expectRefused(400, before + "GET / HTTP/1.1\r\n" + HOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {" X: y\r\n", "\tX: y\r\n", " \r\n", " Host: x\r\n"})
    @Rfc("9112 §2.2")
    void whitespaceBetweenTheRequestLineAndTheFirstFieldIsRefused(String line) {
        server.expectRefused(400, "GET / HTTP/1.1\r\n" + line + HOST);
    }

    @Test
    @Rfc("9112 §2.2")
    void somethingThatIsNotHttpIsRefused() {
        server.expectRefused(400, "\u0016\u0003\u0001\u0002\0\u0001\0\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"1.0, HTTP/1.0", "1.1, HTTP/1.1", "1.2, HTTP/1.1", "1.9, HTTP/1.1"})
    @Rfc({"9112 §2.3", "9110 §2.5"})
    void anyMinorVersionOfMajorVersionOneIsServed(String version, String seen) {
        server.answerTo("GET / HTTP/" + version + "\r\nConnection: close\r\n" + HOST)
                .expectStatus(200)
                .expectHeader("x-version", seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    @Rfc({"9112 §2.3", "9110 §6.2"})
    void theAnswerSaysTheHighestVersionOfTheServer(String version) {
        assertEquals(
                "HTTP/1.1", server.answerTo("GET / HTTP/" + version + "\r\n" + HOST).version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9", "2.0", "2.1", "3.0", "9.9"})
    @Rfc({"9112 §2.3", "9110 §15.6.6"})
    void anotherMajorVersionIsNotSupported(String version) {
        server.expectRefused(505, "GET / HTTP/" + version + "\r\n" + HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1", "HTTP/1.", "HTTP/.1", "HTTP/1.1.1", "HTTP/1,1", "HTTP/01.1", "HTTP/1.01",
                "http/1.1", "Http/1.1", "HTTP 1.1", "HTTP/+1.1", "HTTPS/1.1", "ICY/1.1", "HTTP/a.b"
            })
    @Rfc("9112 §2.3")
    void aVersionIsNothingButTwoDigitsBehindACaseSensitiveName(String version) {
        server.expectRefused(400, "GET / " + version + "\r\n" + HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  / HTTP/1.1",
                "GET /  HTTP/1.1",
                " GET / HTTP/1.1",
                "GET / HTTP/1.1 ",
                "GET\t/ HTTP/1.1",
                "GET /\tHTTP/1.1",
                "GET /\013HTTP/1.1",
                "GET /\fHTTP/1.1",
                "GET / x HTTP/1.1",
                "GET/ HTTP/1.1",
                "GET /HTTP/1.1",
                "GET HTTP/1.1",
                "GET /",
                "GET ",
                "GET"
            })
    @Rfc("9112 §3")
    void theRequestLineHasThreePartsAndTwoSingleSpaces(String line) {
        server.expectRefused(400, line + "\r\n" + HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "PATCH", "DELETE", "PROPFIND", "M-SEARCH", "get", "!#$%&'*+-.^_`|~9"})
    @Rfc({"9112 §3.1", "9110 §9.1"})
    void aMethodIsAnyTokenAndItsCaseCounts(String method) {
        server.expectServed(method + " / HTTP/1.1\r\n" + HOST).expectHeader("x-method", method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G(T",
                "G,T",
                "G/T",
                "G:T",
                "G@T",
                "G\"T",
                "G\0T",
                "G\u007fT",
                "G\u00e9T",
                "{}",
                ""
            })
    @Rfc("9112 §3.1")
    void aMethodThatIsNoTokenIsRefused(String method) {
        server.expectRefused(400, method + " / HTTP/1.1\r\n" + HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, ''",
        "/a/b, /a/b, ''",
        "/a?b=c&d, /a, b=c&d",
        "/?, /, ''",
        "/a??b, /a, ?b",
        "//a, //a, ''",
        "/http://y/, /http://y/, ''"
    })
    @Rfc("9112 §3.2.1")
    void theOriginFormIsAPathAndAQuery(String target, String path, String query) {
        server.expectServed("GET " + target + " HTTP/1.1\r\n" + HOST)
                .expectHeader("x-path", path)
                .expectHeader("x-query", query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "?a",
                "x/y",
                "/a#b",
                "#",
                "/\0",
                "/\u0001",
                "/a\u007f",
                "/\rb",
                "/\nb",
                "\\a",
                "..",
                ""
            })
    @Rfc("9112 §3.2")
    void aTargetOfNoFormIsRefused(String target) {
        server.expectRefused(400, "GET " + target + " HTTP/1.1\r\n" + HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "http://x/a?b, /a, b",
        "http://x, /, ''",
        "http://x?b, /, b",
        "HTTP://X/a, /a, ''",
        "http://x:80/a, /a, ''",
        "http://x:/a, /a, ''"
    })
    @Rfc("9112 §3.2.2")
    void theAbsoluteFormIsServedWhenHostAgrees(String target, String path, String query) {
        server.expectServed("GET " + target + " HTTP/1.1\r\n" + HOST)
                .expectHeader("x-path", path)
                .expectHeader("x-query", query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://y/",
                "http://x.y/",
                "http://x:81/",
                "http://a@x/",
                "http://a:b@x/",
                "http://@x/",
                "http:///a",
                "http:/x/",
                "http:x",
                "http://:80/",
                "http://x:a/",
                "http://x:65536/",
                "http://[::1/",
                "http://x/#a",
                "ftp://x/",
                "file:///a"
            })
    @Rfc({"9112 §3.2.2", "9110 §4.2"})
    void anAbsoluteFormThatIsMalformedOrDisagreesWithHostIsRefused(String target) {
        server.expectRefused(400, "GET " + target + " HTTP/1.1\r\n" + HOST);
    }

    @Test
    @Rfc("9112 §3.2.2")
    void theAbsoluteFormDoesNotReplaceHost() {
        server.expectRefused(400, "GET http://x/ HTTP/1.1\r\n\r\n");
    }

    @Test
    @Rfc("9112 §3.2.3")
    void aTunnelIsNotImplemented() {
        server.expectRefused(501, "CONNECT x:80 HTTP/1.1\r\n" + HOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "*", "x", "http://x/", "x:y", "a@x:80", ":80"})
    @Rfc("9112 §3.2.3")
    void aTunnelNeedsAnAuthority(String target) {
        server.expectRefused(400, "CONNECT " + target + " HTTP/1.1\r\n" + HOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "OPTIONS"})
    @Rfc("9112 §3.2.3")
    void anAuthorityIsForConnectOnly(String method) {
        server.expectRefused(400, method + " x:80 HTTP/1.1\r\n" + HOST);
    }

    @Test
    @Rfc("9112 §3.2.4")
    void theAsteriskFormIsForOptions() {
        try (Wire wire = server.connect()) {
            wire.send("OPTIONS * HTTP/1.1\r\n" + HOST + "GET / HTTP/1.1\r\n" + HOST);
            wire.readResponse().expectStatus(204);
            wire.readResponse().expectStatus(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET *", "POST *", "OPTIONS **", "OPTIONS *?a"})
    @Rfc("9112 §3.2.4")
    void theAsteriskFormIsForNothingElse(String line) {
        server.expectRefused(400, line + " HTTP/1.1\r\n" + HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "X.example",
                "x:8080",
                "x:",
                "127.0.0.1",
                "127.0.0.1:80",
                "[::1]",
                "[::1]:80",
                "[v1.a:b]",
                "a_b",
                "%61",
                "x:65535"
            })
    @Rfc({"9112 §3.2", "9110 §7.2"})
    void hostIsANameOrAnAddressWithOrWithoutAPort(String host) {
        server.expectServed("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    @Test
    @Rfc("9112 §3.2")
    void aRequestWithoutHostIsRefused() {
        server.expectRefused(400, "GET / HTTP/1.1\r\n\r\n");
    }

    @Test
    @Rfc("9112 §3.2")
    void anHttp10RequestWithoutHostIsServed() {
        server.answerTo("GET / HTTP/1.0\r\n\r\n").expectStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: x\r\nHost: x", "Host: x\r\nhost: y", "Host: x\r\nHost:"})
    @Rfc("9112 §3.2")
    void twoHostsAreRefusedInEitherVersion(String hosts) {
        server.expectRefused(400, "GET / HTTP/1.1\r\n" + hosts + "\r\n\r\n");
        server.expectRefused(400, "GET / HTTP/1.0\r\n" + hosts + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x y",
                "x, y",
                "x/y",
                "x?y",
                "x#y",
                "a@x",
                "a:b@x",
                "@x",
                "x:y",
                "x:-1",
                "x:80:80",
                "x:65536",
                ":80",
                "http://x",
                "[::1",
                "::1",
                "[x]",
                "%6",
                "x\\y",
                "x\0",
                "\u00e9",
                "<x>",
                "x\"y"
            })
    @Rfc({"9112 §3.2", "9110 §7.2"})
    void aMalformedHostIsRefused(String host) {
        server.expectRefused(400, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }
}
