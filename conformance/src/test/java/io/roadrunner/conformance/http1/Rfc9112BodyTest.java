package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Message bodies and how their end is found, RFC 9112 §6, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9112BodyTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    /// Two pieces and a trailer field.
    private static final Handler STREAM =
            _ ->
                    Responses.streaming(
                            200,
                            Headers.empty(),
                            push -> {
                                push.send("hello".getBytes(StandardCharsets.US_ASCII));
                                push.send("world!".getBytes(StandardCharsets.US_ASCII));
                                return Headers.of("x-sum", "11");
                            });

    private final EchoServer server = EchoServer.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE", "OPTIONS", "X"})
    @Rfc("9112 §6")
    void aRequestOfAnyMethodMayHaveABody(String method) {
        String line = method + " / HTTP/1.1\r\nHost: x\r\n";
        server.expectServed(line + "Content-Length: 5\r\n\r\nhello").expectBody("hello");
        server.expectServed(line + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")
                .expectBody("ab");
        server.expectServed(line + "\r\n").expectBody("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    @Rfc({"9112 §6.1", "9112 §7"})
    void theNameOfTheCodingIsTheSameInAnyCase(String coding) {
        coded(coding, "2\r\nab\r\n0\r\n\r\n").expectBody("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip, chunked", "compress, chunked", "x;a=b, chunked", "a, b , chunked"})
    @Rfc("9112 §6.1")
    void aCodingThatIsNotUnderstoodIsNotImplemented(String coding) {
        server.expectRefused(501, post("Transfer-Encoding: " + coding) + "0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "identity",
                "chunked, gzip",
                "chunked, identity",
                "chunked, chunked",
                "gzip, chunked, chunked",
                "chunked;a=b",
                "",
                ",",
                "chunked chunked",
                "(x), chunked"
            })
    @Rfc({"9112 §6.1", "9112 §6.3"})
    void aCodingThatDoesNotEndInOneChunkedIsRefused(String coding) {
        server.expectRefused(400, post("Transfer-Encoding: " + coding) + "0\r\n\r\n");
    }

    @Test
    @Rfc("9112 §6.1")
    void twoLinesOfCodingsAreRefused() {
        String lines = "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked";
        server.expectRefused(400, post(lines) + "0\r\n\r\n");
    }

    @Test
    @Rfc("9112 §6.1")
    void aCodingInHttp10IsFaultyFraming() {
        server.expectRefused(
                400,
                "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: chunked\r\nContent-Length: 0"
            })
    @Rfc({"9112 §6.1", "9112 §6.3"})
    void aLengthBesideACodingIsRefused(String fields) {
        server.expectRefused(400, post(fields) + "0\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, a", "5, hello", "0005, hello"})
    @Rfc("9112 §6.2")
    void aLengthIsTheNumberOfOctetsOfTheBody(String length, String body) {
        server.expectServed(post("Content-Length: " + length) + body).expectBody(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+5",
                "-5",
                "-0",
                "0x5",
                "5,5",
                "5, 5",
                "5 5",
                "5.0",
                "5e0",
                "5;",
                "\"5\"",
                "five",
                "\u00b2",
                "9223372036854775808",
                "18446744073709551621"
            })
    @Rfc({"9112 §6.3", "9110 §8.6"})
    void aLengthThatIsNotDigitsOnlyIsRefused(String length) {
        server.expectRefused(400, post("Content-Length: " + length) + "hello");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5, 6", "0, 5", "5, 0"})
    @Rfc("9112 §6.3")
    void twoLengthsAreRefusedEvenWhenTheyAreTheSame(String first, String second) {
        String lines = "Content-Length: " + first + "\r\nContent-Length: " + second;
        server.expectRefused(400, post(lines) + "hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "hell"})
    @Rfc({"9112 §6.3", "9112 §8"})
    void aBodyShorterThanItsLengthIsIncomplete(String sent) {
        expectIncomplete(post("Content-Length: 5") + sent);
    }

    @Test
    @Rfc("9112 §6.3")
    void aRequestWithoutLengthAndCodingHasNoBody() {
        server.expectServed("POST /a HTTP/1.1\r\nHost: x\r\n\r\n").expectBody("");
    }

    @Test
    @Rfc({"9112 §6.1", "9112 §6.3"})
    void aStreamToAnHttp10ClientEndsWithTheConnection() {
        try (TestServer streams = TestServer.answering(STREAM);
                Wire wire = streams.connect()) {
            wire.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            WireResponse answer = wire.readResponse();
            answer.expectNoHeader("transfer-encoding").expectNoHeader("content-length");
            answer.expectBody("helloworld!");
            assertTrue(answer.closeDelimited());
        }
    }

    @Test
    @Rfc("9112 §6.3")
    void anAnswerToHeadHasTheFramingFieldsButNoBody() {
        try (TestServer streams = TestServer.answering(STREAM);
                Wire wire = streams.connect()) {
            wire.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + GET);
            wire.readResponse("HEAD").expectStatus(200).expectBody("");
            wire.readResponse().expectBody("helloworld!");
        }
    }

    private static String post(String fields) {
        return "POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n";
    }

    private WireResponse coded(String coding, String body) {
        return server.expectServed(post("Transfer-Encoding: " + coding) + body);
    }

    private void expectIncomplete(String request) {
        try (Wire wire = server.connect()) {
            wire.send(request).endOutput();
            wire.readResponse().expectStatus(400).expectHeader("connection", "close");
            wire.expectClosed();
        }
    }
}
