package io.roadrunner.conformance.bodies;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.ContentCoding;
import io.roadrunner.http.ContentDecodingOptions;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.RequestDecompression;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Coded content of requests, with and without the middleware that decodes it.
class RequestDecompressionTest {
    private static final String TEXT = "some text, some text, some text";

    private static TestServer start(BodyBuffering buffering, RequestDecompression middleware) {
        return TestServer.start(o ->
                o.routes(Routes.handler(RequestDecompressionTest::tell))
                        .middlewares(List.of(middleware))
                        .maxContentLength(100)
                        .bodyBuffering(buffering));
    }

    /// What the handler sees of the coding, of the length, and the content.
    private static Response tell(Request request) throws IOException {
        String content = new String(request.body(), StandardCharsets.UTF_8);
        return Responses.text(
                200,
                request.header("content-encoding")
                        + " "
                        + request.header("content-length")
                        + " "
                        + request.bodyLength()
                        + " "
                        + content);
    }

    private static WireResponse answer(TestServer server, String coding, byte[] content) {
        try (Wire wire = server.connect()) {
            send(wire, coding, content);
            return wire.readResponse();
        }
    }

    private static void send(Wire wire, String coding, byte[] content) {
        wire.send(
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-encoding: "
                        + coding
                        + "\r\ncontent-length: "
                        + content.length
                        + "\r\n\r\n");
        wire.send(content);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return coded.toByteArray();
    }

    private static byte[] deflate(String text) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(coded)) {
            zlib.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return coded.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    @Rfc({"9110 §8.4.1.2", "9110 §8.4.1.3"})
    void theHandlerSeesDecodedContent(BodyBuffering buffering) throws IOException {
        try (TestServer server = start(buffering, RequestDecompression.standard())) {
            // the length of what is buffered is known
            long length = buffering == BodyBuffering.AUTO ? TEXT.length() : -1;
            String decoded = "null null " + length + " " + TEXT;
            answer(server, "gzip", gzip(TEXT)).expectStatus(200).expectBody(decoded);
            answer(server, "X-GZIP", gzip(TEXT)).expectStatus(200).expectBody(decoded);
            answer(server, "identity, gzip", gzip(TEXT)).expectStatus(200).expectBody(decoded);
            answer(server, "deflate", deflate(TEXT)).expectStatus(200).expectBody(decoded);
            answer(server, "identity", "x".getBytes(StandardCharsets.US_ASCII))
                    .expectStatus(200)
                    .expectBody("identity 1 1 x");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc({"9110 §15.5.16", "9110 §12.5.3"})
    void anotherCodingIs415WithTheOnesThatAreDecoded(BodyBuffering buffering) throws IOException {
        try (TestServer server = start(buffering, RequestDecompression.standard())) {
            for (String coding : List.of("br", "gzip, gzip", "deflate, gzip", "gzip;q=1", "x")) {
                answer(server, coding, gzip(TEXT))
                        .expectStatus(415)
                        .expectHeader("accept-encoding", "gzip, deflate")
                        .expectBody("content coding not supported\n");
            }
        }
        ContentDecodingOptions options = ContentDecodingOptions.standard();
        try (TestServer server =
                start(
                        buffering,
                        RequestDecompression.of(options.withCodings(ContentCoding.DEFLATE)))) {
            answer(server, "gzip", gzip(TEXT))
                    .expectStatus(415)
                    .expectHeader("accept-encoding", "deflate");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §15.5.16")
    void withoutACodingAllOfThemAre415(BodyBuffering buffering) throws IOException {
        ContentDecodingOptions none = ContentDecodingOptions.standard().withCodings();
        try (TestServer server = start(buffering, RequestDecompression.of(none))) {
            answer(server, "gzip", gzip(TEXT))
                    .expectStatus(415)
                    .expectHeader("accept-encoding", "identity");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §15.5.14")
    void decodedContentHasTheBoundOfTheListener(BodyBuffering buffering) throws IOException {
        try (TestServer server = start(buffering, RequestDecompression.standard())) {
            answer(server, "gzip", gzip("x".repeat(100))).expectStatus(200);
            answer(server, "gzip", gzip("x".repeat(101))).expectStatus(413);
            server.awaitIdle();
        }
    }

    @ParameterizedTest
    @EnumSource
    void malformedContentIs400AndTheConnectionGoesOn(BodyBuffering buffering) throws IOException {
        try (TestServer server = start(buffering, RequestDecompression.standard());
                Wire wire = server.connect()) {
            byte[] coded = gzip(TEXT);
            send(wire, "gzip", Arrays.copyOf(coded, coded.length - 1));
            wire.readResponse().expectStatus(400).expectBody("malformed content coding\n");
            send(wire, "gzip", Arrays.copyOf(coded, coded.length + 1));
            wire.readResponse().expectStatus(400);
            // No content at all has no coding that could be wrong.
            send(wire, "gzip", new byte[0]);
            wire.readResponse().expectStatus(200).expectBody("gzip 0 0 ");
            send(wire, "gzip", coded);
            wire.readResponse().expectStatus(200);
        }
    }

    @Test
    void withoutTheMiddlewareContentIsLeftAsItIsAndNoFormIsReadFromIt() throws IOException {
        try (TestServer server =
                TestServer.answering(request ->
                        Responses.text(
                                200,
                                request.path().equals("/form")
                                        ? String.valueOf(request.form().first("a"))
                                        : String.valueOf(request.body().length)))) {
            byte[] coded = gzip("a=1");
            answer(server, "gzip", coded).expectStatus(200).expectBody(coded.length + "");
            try (Wire wire = server.connect()) {
                wire.send(
                        "POST /form HTTP/1.1\r\nhost: a\r\ncontent-encoding: gzip\r\n"
                                + "content-type: application/x-www-form-urlencoded\r\n"
                                + "content-length: "
                                + coded.length
                                + "\r\n\r\n");
                wire.send(coded)
                        .readResponse()
                        .expectStatus(415)
                        .expectHeader("accept-encoding", "identity");
            }
        }
    }

    @Test
    void aFormIsReadFromDecodedContent() throws IOException {
        try (TestServer server =
                TestServer.start(o ->
                        o.middlewares(List.of(RequestDecompression.standard()))
                                .routes(
                                        Routes.handler(request ->
                                                Responses.text(
                                                        200,
                                                        String.valueOf(
                                                                request.form().first("a"))))))) {
            byte[] coded = gzip("a=1");
            try (Wire wire = server.connect()) {
                wire.send(
                        "POST /form HTTP/1.1\r\nhost: a\r\ncontent-encoding: gzip\r\n"
                                + "content-type: application/x-www-form-urlencoded\r\n"
                                + "content-length: "
                                + coded.length
                                + "\r\n\r\n");
                wire.send(coded).readResponse().expectStatus(200).expectBody("1");
            }
        }
    }
}
