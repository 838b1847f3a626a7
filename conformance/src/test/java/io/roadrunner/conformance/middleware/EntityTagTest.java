package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.Compression;
import io.roadrunner.middleware.EntityTag;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Entity tags of answers in memory, and what comes of them.
class EntityTagTest {
    private static WireResponse answer(TestServer server, String method, String fields) {
        try (Wire wire = server.connect()) {
            return wire.send(method + " HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n")
                    .readResponse(method.substring(0, method.indexOf(' ')));
        }
    }

    private static Response tell(Request request) {
        return switch (request.path()) {
            case "/own" -> Responses.text(200, "own", Headers.of("etag", "\"mine\""));
            case "/created" -> Responses.text(201, "created");
            case "/stream" ->
                    Responses.streaming(
                            200,
                            Headers.empty(),
                            push -> {
                                push.send("x");
                                return Headers.empty();
                            });
            default ->
                    Responses.text(
                            200,
                            request.query() + "long ".repeat(400),
                            Headers.of("cache-control", "max-age=1"));
        };
    }

    private static TestServer start() {
        return TestServer.start(o ->
                o.routes(Routes.handler(EntityTagTest::tell))
                        .middlewares(List.of(Compression.standard(), EntityTag.standard())));
    }

    @Test
    @Rfc({"9110 §8.8.3", "9110 §13.1.2", "9110 §15.4.5"})
    void whoHasTheContentGets304() {
        try (TestServer server = start()) {
            WireResponse first = answer(server, "GET /", "").expectStatus(200);
            first.expectBody("long ".repeat(400));
            String tag = String.valueOf(first.header("etag"));
            assertTrue(tag.startsWith("W/\"") && tag.length() == 36, tag);
            answer(server, "HEAD /", "").expectStatus(200).expectHeader("etag", tag);
            for (String known : List.of(tag, tag.substring(2), "\"x\", " + tag, "*")) {
                for (String method : List.of("GET /", "HEAD /")) {
                    answer(server, method, "if-none-match: " + known + "\r\n")
                            .expectStatus(304)
                            .expectHeader("etag", tag)
                            .expectHeader("cache-control", "max-age=1")
                            .expectNoHeader("content-type")
                            .expectBody("");
                }
            }
            WireResponse other =
                    answer(server, "GET /?b", "if-none-match: " + tag + "\r\n").expectStatus(200);
            assertTrue(!tag.equals(other.header("etag")));
        }
    }

    @Test
    void theTagOfCompressedContentIsTheSame() {
        try (TestServer server = start()) {
            WireResponse coded = answer(server, "GET /", "accept-encoding: gzip\r\n");
            coded.expectHeader("content-encoding", "gzip");
            String tag = String.valueOf(coded.header("etag"));
            answer(server, "GET /", "accept-encoding: gzip\r\nif-none-match: " + tag + "\r\n")
                    .expectStatus(304)
                    .expectHeader("vary", "accept-encoding");
            assertEquals(tag, answer(server, "GET /", "").header("etag"));
        }
    }

    @Test
    void aTagOfTheHandlerIsUsed() {
        try (TestServer server = start()) {
            answer(server, "GET /own", "").expectHeader("etag", "\"mine\"");
            answer(server, "GET /own", "if-none-match: W/\"mine\"\r\n").expectStatus(304);
        }
    }

    @Test
    void otherMethodsStatusesAndShapesAreLeftAlone() {
        try (TestServer server = start()) {
            answer(server, "POST /", "content-length: 0\r\nif-none-match: *\r\n")
                    .expectStatus(200)
                    .expectNoHeader("etag");
            answer(server, "GET /created", "if-none-match: *\r\n")
                    .expectStatus(201)
                    .expectNoHeader("etag");
            answer(server, "GET /stream", "if-none-match: *\r\n")
                    .expectStatus(200)
                    .expectNoHeader("etag");
        }
    }
}
