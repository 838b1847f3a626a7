package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestHead;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private static final String HOST = "Host: a\r\n";

    private static Rejection refusal(String text) {
        return assertInstanceOf(HeadOutcome.Refused.class, HeadOutcome.of(text), text).rejection();
    }

    private static Rejection refusalOfLine(String line) {
        return refusal(line + "\r\n" + HOST + "\r\n");
    }

    @ParameterizedTest
    @DisplayName("a target is visible ASCII without a fragment (RFC 9112 §3.2)")
    @ValueSource(
            strings = {
                "/a#b",
                "/#",
                "/a\tb",
                "/a\u0000",
                "/a\u007f",
                "/a\u0080",
                "/\u00c3\u00a4",
                "/a\u001f"
            })
    void refusesACharacterInTheTarget(String target) {
        assertEquals(Rejection.BAD_TARGET, refusalOfLine("GET " + target + " HTTP/1.1"));
    }

    @Test
    void takesEveryOtherVisibleCharacterInTheTarget() {
        StringBuilder target = new StringBuilder("/");
        for (char c = 0x21; c < 0x7f; c++) {
            if (c != '#') {
                target.append(c);
            }
        }
        RequestHead head = HeadOutcome.head("GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(target.toString(), head.target());
        assertEquals(target.substring(0, target.indexOf("?")), head.path());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/,/,''",
        "GET,/?,/,''",
        "GET,/a?b,/a,b",
        "GET,/a??,/a,?",
        "GET,//a/../b,//a/../b,''",
        "GET,/%zz%,/%zz%,''",
        "OPTIONS,*,*,''",
        "OPTIONS,/x,/x,''",
        "GET,http://a,/,''",
        "GET,http://a/,/,''",
        "GET,http://a?q,/,q",
        "GET,HTTP://A/b?c,/b,c",
        "GET,http://a:80/b,/b,''",
        "GET,http://a:/b,/b,''",
        "OPTIONS,http://a/b,/b,''"
    })
    @DisplayName("a target has one of the forms of RFC 9112 §3.2")
    void splitsTheTarget(String method, String target, String path, String query) {
        RequestHead head =
                HeadOutcome.head(method + " " + target + " HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(target, head.target());
        assertEquals(path, head.path());
        assertEquals(query, head.query());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET *",
                "OPTIONS **",
                "OPTIONS *?a",
                "GET a",
                "GET ?a",
                "GET a:80",
                "GET http:/a",
                "GET http://",
                "GET http:///a",
                "GET http://?a",
                "GET http://:80/",
                "GET http://u@a/",
                "GET http://u:p@a/",
                "GET http://a:b/",
                "GET http://a:65536/",
                "GET https//a/",
                "GET ftp://a/",
                "GET ws://a/",
                "CONNECT /",
                "CONNECT *",
                "CONNECT a",
                "CONNECT a:",
                "CONNECT http://a:80/"
            })
    void refusesATargetOfAWrongForm(String start) {
        assertEquals(Rejection.BAD_TARGET, refusalOfLine(start + " HTTP/1.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:443", "[::1]:443", "a.example:1"})
    @DisplayName("CONNECT is not implemented (RFC 9110 §9.3.6)")
    void refusesATunnel(String target) {
        assertEquals(
                Rejection.CONNECT_NOT_IMPLEMENTED,
                refusalOfLine("CONNECT " + target + " HTTP/1.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://a/,a",
        "http://a/,A",
        "http://a:80/,a",
        "http://a/,a:80",
        "http://a:/,a:080",
        "https://a:443/,a",
        "https://a/,a:443",
        "http://[::1]/,[::1]:80",
        "http://[::A]:81/,[::a]:81"
    })
    @DisplayName("Host agrees with an absolute-form target (RFC 9112 §3.2)")
    void takesAHostThatAgreesWithTheTarget(String target, String host) {
        assertEquals(
                "/",
                HeadOutcome.head("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                        .path());
    }

    @ParameterizedTest
    @CsvSource({
        "http://a/,b",
        "http://a/,a:81",
        "http://a:81/,a",
        "http://a/,a:443",
        "https://a/,a:80",
        "http://a.b/,a",
        "http://[::1]/,[::2]",
        "http://[::1]:80/,[::1]:8"
    })
    void refusesAHostThatDisagreesWithTheTarget(String target, String host) {
        assertEquals(
                Rejection.BAD_HOST,
                refusal("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
    }
}
