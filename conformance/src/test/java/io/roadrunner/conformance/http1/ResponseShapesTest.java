package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.StreamedEcho;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.http.StreamingBody;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Streaming responses: their framing, how they end, and what becomes of the connection.
class ResponseShapesTest {
    /// A server that streams for every path but `/next`.
    private static TestServer streaming(Headers headers, StreamingBody body) {
        return TestServer.answering(request ->
                request.path().equals("/next")
                        ? Responses.text(200, "next")
                        : Responses.streaming(200, headers, body));
    }

    @Test
    @Rfc("9112 §7.1")
    void eachPieceArrivesWhileTheHandlerStillRuns() {
        Latch first = new Latch();
        Latch second = new Latch();
        StreamingBody body =
                push -> {
                    push.send("one");
                    first.await();
                    push.send("two");
                    second.await();
                    push.send("three");
                    return Headers.empty();
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/"));
            wire.readHead().expectStatus(200).expectHeader("transfer-encoding", "chunked");
            wire.expectChunk("one");
            first.open();
            wire.expectChunk("two");
            second.open();
            wire.expectChunk("three").expectChunk("");
            assertEquals(List.of(), wire.readTrailers());
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    @Test
    @Rfc("9112 §7.1")
    void anEmptyPieceDoesNotEndTheBody() {
        StreamingBody body =
                push -> {
                    push.send("");
                    push.send("a");
                    push.send(new byte[0]);
                    push.send("b");
                    return Headers.empty();
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectBody("ab");
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    @Test
    @Rfc({"9112 §7.1.2", "9110 §6.5"})
    void trailersFollowTheBody() {
        StreamingBody body =
                push -> {
                    push.send("sum");
                    return Headers.of("x-sum", "1", "x-more", "2");
                };
        try (TestServer server = streaming(Headers.of("trailer", "x-sum"), body);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/"))
                    .readResponse()
                    .expectBody("sum")
                    .expectTrailers("x-sum", "1", "x-more", "2");
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    @Test
    @Rfc("9112 §9.3.2")
    void pipelinedRequestsBehindAStreamAreServedInOrder() {
        StreamingBody body =
                push -> {
                    push.send("streamed");
                    return Headers.empty();
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            String one = RequestText.get("/");
            wire.send(one + RequestText.get("/next") + one + RequestText.get("/next"));
            wire.readResponse().expectBody("streamed");
            wire.readResponse().expectBody("next");
            wire.readResponse().expectBody("streamed");
            wire.readResponse().expectBody("next");
        }
    }

    @Test
    @Rfc("9112 §7.1")
    void aPieceOfAnySizeIsOneChunk() {
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 'x');
        StreamingBody body =
                push -> {
                    push.send("a");
                    push.send(large);
                    return Headers.empty();
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            WireResponse response = wire.send(RequestText.get("/")).readResponse();
            assertEquals(List.of(1, large.length), response.chunks());
            byte[] content = response.body();
            assertArrayEquals(large, Arrays.copyOfRange(content, 1, content.length));
        }
    }

    @Test
    @Rfc("9110 §15.6.1")
    void aFailureBeforeTheFirstByteIsA500() {
        StreamingBody body =
                _ -> {
                    throw new IllegalStateException("too early");
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(500);
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    @Test
    @Rfc({"9112 §8", "9112 §7.1"})
    void aFailureAfterTheFirstByteCutsTheBodyVisibly() {
        StreamingBody body =
                push -> {
                    push.send("one");
                    throw new IllegalStateException("too late");
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            wire.expectChunk("one");
            assertThrows(ConnectionEndedException.class, wire::readChunk);
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9112 §6.3")
    void aClientOfHttp10GetsABodyThatEndsWithTheConnection() {
        StreamingBody body =
                push -> {
                    push.send("one");
                    push.send("two");
                    return Headers.of("x-lost", "1");
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
            WireResponse response = wire.readResponse().expectBody("onetwo");
            response.expectNoHeader("transfer-encoding");
            assertTrue(response.closeDelimited(), response::rawHead);
        }
    }

    @Test
    @Rfc("9112 §8")
    void aCutBodyOfHttp10EndsWithAReset() {
        Latch seen = new Latch();
        StreamingBody body =
                push -> {
                    push.send("one");
                    seen.await();
                    throw new IllegalStateException("too late");
                };
        try (TestServer server = streaming(Headers.empty(), body);
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\n\r\n").readHead().expectStatus(200);
            wire.expect("one");
            seen.open();
            assertEquals(Wire.End.RESET, wire.expectClosed());
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9110 §8.6")
    void aStreamWithItsExactLengthIsNotChunked() {
        try (TestServer server = announcing(6);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/"))
                    .readResponse()
                    .expectHeader("content-length", "6")
                    .expectNoHeader("transfer-encoding")
                    .expectBody("onetwo");
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    @Test
    @Rfc({"9110 §8.6", "9112 §8"})
    void aStreamThatIsShorterThanItsLengthIsCutVisibly() {
        try (TestServer server = announcing(7);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/"));
            wire.readHead().expectStatus(200).expectHeader("content-length", "7");
            wire.expect("onetwo").expectClosed();
            server.awaitIdle();
        }
    }

    @Test
    @Rfc({"9110 §8.6", "9112 §8"})
    void aStreamNeverSendsMoreThanItsLength() {
        try (TestServer server = announcing(5);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/"));
            wire.readHead().expectStatus(200).expectHeader("content-length", "5");
            wire.expect("one").expectClosed();
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9110 §8.6")
    void aFirstPieceThatIsLongerThanTheLengthIsA500() {
        try (TestServer server = announcing(2);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(500);
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    private static TestServer announcing(int length) {
        return streaming(
                Headers.of("content-length", Integer.toString(length)),
                push -> {
                    push.send("one");
                    push.send("two");
                    return Headers.empty();
                });
    }

    @Test
    void aStreamMayReadTheRequestWhileItAnswers() {
        try (TestServer server =
                        TestServer.start(o ->
                                o.routes(Routes.handler(StreamedEcho::answer))
                                        .bodyBuffering(BodyBuffering.MANUAL));
                Wire wire = server.connect()) {
            wire.send(RequestText.chunkedHead("/") + RequestText.chunk("ping"));
            wire.readHead().expectStatus(200);
            wire.expectChunk("ping");
            wire.send(RequestText.chunk("pong")).expectChunk("pong");
            wire.send("0\r\n\r\n").expectChunk("");
            wire.readTrailers();
            wire.send(RequestText.chunkedHead("/") + "0\r\n\r\n").readResponse().expectBody("");
        }
    }
}
