package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.ServerSentEvents;
import io.roadrunner.middleware.Compression;
import io.roadrunner.middleware.CompressionOptions;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compressed answers in every shape, and what is left alone.
class CompressionTest {
    private static final String TEXT = "a line that repeats itself\n".repeat(100);

    private static TestServer start(Handler handler) {
        return start(CompressionOptions.standard(), handler);
    }

    private static TestServer start(CompressionOptions options, Handler handler) {
        return TestServer.start(o ->
                o.routes(Routes.handler(handler)).middlewares(List.of(Compression.of(options))));
    }

    private static Handler text(Headers headers) {
        return _ -> Responses.text(200, TEXT, headers);
    }

    private static String request(String method, String accepted) {
        return method + " / HTTP/1.1\r\nhost: a\r\naccept-encoding: " + accepted + "\r\n\r\n";
    }

    private static WireResponse get(TestServer server, String accepted) {
        try (Wire wire = server.connect()) {
            return wire.send(request("GET", accepted)).readResponse();
        }
    }

    private static String gunzip(byte[] coded) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(coded))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Rfc({"9110 §8.4.1.3", "9110 §12.5.3", "9110 §12.5.5"})
    void aTextIsGzippedForThoseWhoAcceptIt() {
        try (TestServer server = start(text(Headers.of("etag", "\"v1\"", "vary", "origin")))) {
            WireResponse coded = get(server, "deflate, gzip, br");
            coded.expectStatus(200)
                    .expectHeader("content-encoding", "gzip")
                    .expectHeader("content-length", Integer.toString(coded.body().length))
                    .expectHeader("vary", "origin, accept-encoding")
                    .expectHeader("etag", "W/\"v1\"");
            assertEquals(TEXT, gunzip(coded.body()));
            get(server, "gzip;q=0")
                    .expectNoHeader("content-encoding")
                    .expectHeader("vary", "origin, accept-encoding")
                    .expectHeader("etag", "\"v1\"")
                    .expectBody(TEXT);
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9110 §8.4.1.2")
    void deflateIsZlib() throws IOException {
        try (TestServer server = start(text(Headers.empty()))) {
            WireResponse coded = get(server, "deflate").expectHeader("content-encoding", "deflate");
            try (InflaterInputStream in =
                    new InflaterInputStream(new ByteArrayInputStream(coded.body()))) {
                assertEquals(TEXT, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void theMinimumSizeIsABound() {
        try (TestServer server =
                start(request ->
                        Responses.text(
                                200, "x".repeat(request.hasHeader("x-one-less") ? 859 : 860)))) {
            get(server, "gzip").expectHeader("content-encoding", "gzip");
            get(server, "gzip\r\nx-one-less: 1")
                    .expectNoHeader("content-encoding")
                    .expectNoHeader("vary");
        }
    }

    @Test
    @Rfc("9110 §9.3.2")
    void headGetsTheFieldsOfGet() {
        try (TestServer server = start(text(Headers.of("etag", "\"v1\"")));
                Wire wire = server.connect()) {
            String length = get(server, "gzip").header("content-length");
            wire.send(request("HEAD", "gzip"))
                    .readResponse("HEAD")
                    .expectHeader("content-encoding", "gzip")
                    .expectHeader("content-length", String.valueOf(length))
                    .expectHeader("etag", "W/\"v1\"")
                    .expectHeader("vary", "accept-encoding");
        }
    }

    @Test
    @Rfc("9110 §9.3.2")
    void headWithTheLengthOnlyDoesNotTellTheLengthOfThePlainContent() {
        Headers headers = Headers.of("content-type", "text/plain", "content-length", "2000");
        try (TestServer server = start(_ -> Responses.status(200, headers));
                Wire wire = server.connect()) {
            wire.send(request("HEAD", "gzip"))
                    .readResponse("HEAD")
                    .expectHeader("content-encoding", "gzip")
                    .expectNoHeader("content-length");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type: image/png",
                "content-encoding: br",
                "cache-control: public, no-transform",
                "content-range: bytes 0-2699/9999"
            })
    void isLeftAlone(String field) {
        String[] parts = field.split(": ", 2);
        Headers headers =
                Headers.of("content-type", "text/plain", "etag", "\"v1\"")
                        .withReplaced(parts[0], parts[1]);
        ByteBuffer body = ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8));
        try (TestServer server = start(_ -> new Response.Buffered(200, headers, body))) {
            get(server, "gzip")
                    .expectStatus(200)
                    .expectHeader("etag", "\"v1\"")
                    .expectNoHeader("vary")
                    .expectBody(TEXT);
        }
    }

    @Test
    @Rfc("9110 §15.3.5")
    void answersWithoutContentAndPartsStayAsTheyAre() {
        Headers type = Headers.of("content-type", "text/plain");
        try (TestServer server = start(_ -> Responses.noContent(type))) {
            get(server, "gzip").expectStatus(204).expectNoHeader("content-encoding");
        }
        try (TestServer server = start(_ -> Responses.text(206, TEXT))) {
            get(server, "gzip").expectNoHeader("content-encoding").expectBody(TEXT);
        }
    }

    @Test
    @Rfc("9110 §15.4.5")
    void notModifiedHasTheFieldsOfTheAnswerThatItStandsFor() {
        try (TestServer server = start(_ -> Responses.status(304, Headers.of("etag", "\"v1\"")))) {
            get(server, "gzip")
                    .expectStatus(304)
                    .expectHeader("etag", "W/\"v1\"")
                    .expectHeader("vary", "accept-encoding");
            get(server, "br").expectHeader("etag", "\"v1\"");
        }
    }

    @Test
    void whatDoesNotGetSmallerIsSentAsItIs() {
        byte[] noise = new byte[2000];
        new Random(7).nextBytes(noise);
        try (TestServer server = start(_ -> Responses.body(200, "text/plain", noise))) {
            WireResponse plain = get(server, "gzip").expectNoHeader("content-encoding");
            assertArrayEquals(noise, plain.body());
        }
    }

    @Test
    void anEventArrivesBeforeTheNextIsMade() throws DataFormatException {
        BlockingQueue<String> events = new ArrayBlockingQueue<>(1);
        try (TestServer server =
                        start(_ ->
                                Responses.streaming(
                                        200,
                                        Headers.of("content-type", "text/event-stream"),
                                        push -> {
                                            for (int i = 0; i < 3; i++) {
                                                push.send(ServerSentEvents.event(events.take()));
                                            }
                                            return Headers.of("x-end", "1");
                                        }));
                Wire wire = server.connect();
                Inflater inflater = new Inflater(true)) {
            wire.send(request("GET", "gzip"));
            for (int i = 0; i < 3; i++) {
                events.add("event " + i);
                if (i == 0) {
                    wire.readHead()
                            .expectHeader("content-encoding", "gzip")
                            .expectNoHeader("content-length");
                }
                byte[] chunk = wire.readChunk();
                int header = i == 0 ? 10 : 0;
                inflater.setInput(chunk, header, chunk.length - header);
                byte[] out = new byte[100];
                int length = inflater.inflate(out);
                assertEquals(
                        ServerSentEvents.event("event " + i),
                        new String(out, 0, length, StandardCharsets.UTF_8));
            }
            assertTrue(wire.readChunk().length > 8, "the end of the coding");
            assertEquals(0, wire.readChunk().length);
            assertEquals("x-end", wire.readTrailers().getFirst().name());
        }
    }

    @Test
    void aLoopIsCodedToItsEnd() {
        try (TestServer server =
                start(request -> {
                    for (int i = 0; i < 5; i++) {
                        request.mailbox().send(i);
                    }
                    return Responses.eventStream(
                            "",
                            (message, push, state) -> {
                                push.send(ServerSentEvents.event("m" + message));
                                return message.equals(4) ? Next.stop() : Next.next(state);
                            });
                })) {
            WireResponse coded = get(server, "gzip").expectHeader("content-encoding", "gzip");
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                expected.append(ServerSentEvents.event("m" + i));
            }
            assertEquals(expected.toString(), gunzip(coded.body()));
        }
    }

    @Test
    void anyPiecesComeOutAsTheyWentIn() {
        long seed = 1_952;
        Random random = new Random(seed);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (TestServer server =
                start(_ ->
                        Responses.streaming(
                                200,
                                Headers.of("content-type", "text/plain"),
                                push -> {
                                    for (int i = 0; i < 60; i++) {
                                        byte[] piece = new byte[random.nextInt(40_000)];
                                        for (int at = 0; at < piece.length; at++) {
                                            piece[at] = (byte) ('a' + random.nextInt(1 + i % 20));
                                        }
                                        sent.writeBytes(piece);
                                        push.send(piece);
                                    }
                                    return Headers.empty();
                                }))) {
            String received = gunzip(get(server, "gzip").body());
            assertEquals(sent.toString(StandardCharsets.UTF_8), received, "seed " + seed);
        }
    }

    @Test
    void oneEncoderTooManyIsSentAsItIsAndAPeerThatVanishedGivesItsBack() {
        CompressionOptions one = CompressionOptions.standard().withMaxEncoders(1);
        try (TestServer server =
                start(
                        one,
                        request ->
                                request.hasHeader("x-stream")
                                        ? Responses.eventStream(
                                                "",
                                                (_, push, state) -> {
                                                    push.send("data: x\n\n");
                                                    return Next.next(state);
                                                })
                                        : Responses.text(200, TEXT))) {
            for (int i = 0; i < 3; i++) {
                try (Wire stream = server.connect()) {
                    stream.send(request("GET", "gzip\r\nx-stream: 1"))
                            .readHead()
                            .expectHeader("content-encoding", "gzip");
                    get(server, "gzip").expectNoHeader("content-encoding").expectBody(TEXT);
                    stream.reset();
                }
                server.awaitIdle();
                get(server, "gzip").expectHeader("content-encoding", "gzip");
            }
        }
    }

    @Test
    void aBodyThatFailsGivesItsEncoderBack() {
        CompressionOptions one = CompressionOptions.standard().withMaxEncoders(1);
        try (TestServer server =
                start(
                        one,
                        request ->
                                request.hasHeader("x-fail")
                                        ? Responses.streaming(
                                                200,
                                                Headers.of("content-type", "text/plain"),
                                                push -> {
                                                    push.send(TEXT);
                                                    throw new IOException("meant");
                                                })
                                        : Responses.text(200, TEXT))) {
            try (Wire wire = server.connect()) {
                wire.send(request("GET", "gzip\r\nx-fail: 1")).readHead();
                wire.readChunk();
                wire.expectClosed();
            }
            server.awaitIdle();
            get(server, "gzip").expectHeader("content-encoding", "gzip");
        }
    }

    @Test
    void curlDecodesIt() {
        try (TestServer server = start(text(Headers.empty()))) {
            ChildProcess.Result result =
                    ChildProcess.run(
                            Duration.ofSeconds(20),
                            Programs.need("curl").toString(),
                            "-sS",
                            "--compressed",
                            "--noproxy",
                            "*",
                            server.url("/"));
            assertEquals(0, result.exitCode(), result::stderr);
            assertEquals(TEXT, result.stdout());
        }
    }

    @Test
    void allWrongOptionsAreToldTogether() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new CompressionOptions(Set.of("text"), -1, 10, 0))
                        .getMessage();
        assertEquals(
                "types has \"text\", which is no media type; minimumBytes must be 0 to 1073741824,"
                        + " not -1; level must be 1 to 9, not 10; maxEncoders must be 1 to 1000000,"
                        + " not 0",
                message);
    }
}
