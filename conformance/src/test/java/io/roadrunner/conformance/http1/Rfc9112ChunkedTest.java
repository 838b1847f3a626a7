package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chunked transfer coding in both directions, RFC 9112 §7, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9112ChunkedTest {
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
    @CsvSource({"1, 0", "a, 0", "A, 0", "0000a, 0", "1f, 000", "ff, 0000000000000000"})
    @Rfc("9112 §7.1")
    void aChunkSizeIsHexadecimalInAnyCaseAndWithLeadingZeros(String size, String last) {
        String data = "d".repeat(Integer.parseInt(size, 16));
        coded("chunked", size + "\r\n" + data + "\r\n" + last + "\r\n\r\n").expectBody(data);
    }

    @Test
    @Rfc("9112 §7.1")
    void chunksMakeOneBody() {
        coded("chunked", "1\r\na\r\n2\r\nbc\r\n3\r\n\r\nd\r\n0\r\n\r\n").expectBody("abc\r\nd");
    }

    @Test
    @Rfc("9112 §7.1")
    void chunksMayComeOctetByOctet() {
        try (Wire wire = server.connect()) {
            String request = post("Transfer-Encoding: chunked") + "2;a\r\nab\r\n0\r\nx: y\r\n\r\n";
            for (int i = 0; i < request.length(); i++) {
                wire.send(request.substring(i, i + 1));
            }
            wire.readResponse().expectBody("ab").expectHeader("x-trailer", "y");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "+1",
                "-1",
                "0x1",
                "x",
                "1.",
                "1,",
                "1\0",
                "1\t",
                "8000000000000000",
                "fffffffffffffffff",
                "10000000000000001"
            })
    @Rfc("9112 §7.1")
    void aChunkSizeThatIsNotDigitsOnlyIsRefused(String size) {
        refusedChunks(size + "\r\na\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\na\r\n0\r\n\r\n",
                "1\ra\r\n0\r\n\r\n",
                "1\r\na0\r\n\r\n",
                "1\r\na\n0\r\n\r\n",
                "1\r\na\r0\r\n\r\n",
                "1\r\nab\r\n0\r\n\r\n",
                "1\r\na\r\n0\n\r\n",
                "1\r\na\r\n0\r\n\n"
            })
    @Rfc({"9112 §7.1", "9112 §2.2"})
    void everyLineOfTheCodingEndsInCrLf(String body) {
        refusedChunks(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {";a", ";a=b", " ; a = b", "\t;a", ";a=\"b c\"", ";a=\"\\\"\"", ";a;b;c=d"})
    @Rfc("9112 §7.1.1")
    void extensionsThatAreNotUnderstoodAreIgnored(String extensions) {
        coded("chunked", "1" + extensions + "\r\na\r\n0" + extensions + "\r\n\r\n").expectBody("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                ";;a",
                ";=",
                ";a=",
                ";a=b c",
                ";a=\"",
                ";a=\"\0\"",
                ";\0",
                "; \r",
                "a b"
            })
    @Rfc("9112 §7.1.1")
    void malformedExtensionsAreRefused(String extensions) {
        refusedChunks("1" + extensions + "\r\na\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {8192, 20_000, 200_000})
    @Rfc("9112 §7.1.1")
    void extensionsOfUnreasonableLengthAreRefused(int length) {
        refusedChunks("1;" + "a".repeat(length) + "\r\na\r\n0\r\n\r\n");
    }

    @Test
    @Rfc("9112 §7.1.2")
    void trailersAreKept() {
        coded("chunked", "1\r\na\r\n0\r\nX: \ty \r\nother: z\r\n\r\n")
                .expectBody("a")
                .expectHeader("x-trailer", "y")
                .expectHeader("x-values", "[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1",
                "transfer-encoding: chunked",
                "Host: x",
                "Connection: close",
                "Trailer: x",
                "Content-Type: a/b",
                "Authorization: x",
                "TE: trailers",
                "Cookie: a=b"
            })
    @Rfc({"9112 §7.1.2", "9110 §6.5.1"})
    void trailersThatWouldChangeTheMessageAreRefused(String trailer) {
        refusedChunks("1\r\na\r\n0\r\n" + trailer + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                ": y",
                "x : y",
                " x: y",
                "x: y\r\n z",
                "x: \0",
                "x: y\rz: a",
                "x: y\nz: a"
            })
    @Rfc({"9112 §7.1.2", "9112 §5"})
    void malformedTrailersAreRefused(String trailer) {
        refusedChunks("1\r\na\r\n0\r\n" + trailer + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1\r",
                "1\r\n",
                "2\r\na",
                "1\r\na",
                "1\r\na\r\n",
                "1\r\na\r\n0",
                "1\r\na\r\n0\r\n",
                "0\r\n\r",
                "0\r\nx: y\r\n"
            })
    @Rfc({"9112 §7.1", "9112 §8"})
    void aChunkedBodyWithoutItsEndIsIncomplete(String sent) {
        expectIncomplete(post("Transfer-Encoding: chunked") + sent);
    }

    @Test
    @Rfc("9112 §7.1")
    void aStreamIsSentInChunksWithItsTrailers() {
        try (TestServer streams = TestServer.answering(STREAM);
                Wire wire = streams.connect()) {
            wire.send(GET + GET);
            WireResponse first = wire.readResponse();
            first.expectHeader("transfer-encoding", "chunked").expectNoHeader("content-length");
            first.expectBody("helloworld!").expectTrailers("x-sum", "11");
            assertFalse(first.chunks().contains(0), "no chunk but the last is empty");
            wire.readResponse().expectBody("helloworld!").expectTrailers("x-sum", "11");
        }
    }

    @Test
    @Rfc("9112 §7.1")
    void anEmptyPieceOfAStreamDoesNotEndIt() {
        Handler handler =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    push.send(new byte[0]);
                                    push.send(new byte[] {'a'});
                                    push.send(new byte[0]);
                                    return Headers.empty();
                                });
        try (TestServer streams = TestServer.answering(handler);
                Wire wire = streams.connect()) {
            wire.send(GET + GET);
            for (int i = 0; i < 2; i++) {
                WireResponse answer = wire.readResponse().expectBody("a").expectTrailers();
                assertEquals(List.of(1), answer.chunks());
            }
        }
    }

    @Test
    @Rfc({"9112 §6.3", "9112 §9.3.2"})
    void aRequestBehindAChunkedBodyIsServed() {
        coded("chunked", "1\r\na\r\n0\r\nx: y\r\n\r\n").expectBody("a");
    }

    private static String post(String fields) {
        return "POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n";
    }

    private WireResponse coded(String coding, String body) {
        return server.expectServed(post("Transfer-Encoding: " + coding) + body);
    }

    private void refusedChunks(String body) {
        server.expectRefused(400, post("Transfer-Encoding: chunked") + body);
    }

    private void expectIncomplete(String request) {
        try (Wire wire = server.connect()) {
            wire.send(request).endOutput();
            wire.readResponse().expectStatus(400).expectHeader("connection", "close");
            wire.expectClosed();
        }
    }
}
