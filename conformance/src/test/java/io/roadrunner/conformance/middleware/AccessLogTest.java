package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.middleware.AccessLog;
import io.roadrunner.middleware.AccessLogOptions;
import io.roadrunner.middleware.AccessLogOptions.Format;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What the access log says about requests that end well or badly.
class AccessLogTest {
    private static final Routes ROUTES =
            Routes.builder()
                    .get("/hello", _ -> Responses.text(200, "hello"))
                    .post("/body", request -> Responses.text(200, "" + request.body().length))
                    .get(
                            "/stream",
                            _ ->
                                    Responses.streaming(
                                            200,
                                            Headers.empty(),
                                            push -> {
                                                push.send("one");
                                                push.send("two2");
                                                return Headers.empty();
                                            }))
                    .get(
                            "/cut",
                            _ ->
                                    Responses.streaming(
                                            200,
                                            Headers.empty(),
                                            push -> {
                                                push.send("one");
                                                throw new IOException("meant");
                                            }))
                    .get(
                            "/loop",
                            request -> {
                                request.mailbox().send("x");
                                return Responses.loop(
                                        200,
                                        Headers.empty(),
                                        0,
                                        (_, push, _) -> {
                                            push.send("12345");
                                            return Next.stop();
                                        });
                            })
                    .get(
                            "/fail",
                            _ -> {
                                throw new IllegalStateException("meant");
                            })
                    .build();

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private static TestServer start(AccessLog log) {
        return TestServer.start(
                o -> o.routes(ROUTES).maxContentLength(10).middlewares(List.of(log)));
    }

    /// The request line, status and bytes of the one line of a request.
    private String logged(TestServer server, String head) {
        lines.clear();
        try (Wire wire = server.connect()) {
            wire.send(head + " HTTP/1.1\r\nhost: a\r\nuser-agent: test\r\n\r\n").readHead();
            Await.until("a line", () -> !lines.isEmpty());
        }
        server.awaitIdle();
        assertEquals(1, lines.size(), lines::toString);
        String line = lines.getFirst();
        assertTrue(line.startsWith("127.0.0.1 - - ["), line);
        assertTrue(line.endsWith(" \"-\" \"test\""), line);
        return line.substring(line.indexOf('"'), line.length() - " \"-\" \"test\"".length());
    }

    @Test
    void everyEndOfARequestIsOneLine() {
        try (AccessLog log = AccessLog.to(lines::add, AccessLogOptions.standard());
                TestServer server = start(log)) {
            assertEquals("\"GET /hello HTTP/1.1\" 200 5", logged(server, "GET /hello"));
            assertEquals("\"HEAD /hello HTTP/1.1\" 200 -", logged(server, "HEAD /hello"));
            assertEquals("\"GET /stream HTTP/1.1\" 200 7", logged(server, "GET /stream"));
            assertEquals("\"GET /cut HTTP/1.1\" 200 3", logged(server, "GET /cut"));
            assertEquals("\"GET /loop HTTP/1.1\" 200 5", logged(server, "GET /loop"));
            assertTrue(logged(server, "GET /fail").startsWith("\"GET /fail HTTP/1.1\" 500 "));
            assertTrue(logged(server, "GET /none").startsWith("\"GET /none HTTP/1.1\" 404 "));
            assertTrue(
                    logged(server, "DELETE /hello").startsWith("\"DELETE /hello HTTP/1.1\" 405"));
        }
    }

    @Test
    void theClientIsWhomATrustedProxyNames() {
        String get = "GET /hello HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 192.0.2.1\r\n\r\n";
        AccessLogOptions json = AccessLogOptions.standard().withFormat(Format.JSON);
        try (AccessLog combined = AccessLog.to(lines::add, AccessLogOptions.standard());
                AccessLog structured = AccessLog.to(lines::add, json);
                TestServer server =
                        TestServer.start(o ->
                                o.routes(ROUTES)
                                        .trustedProxies(TrustedProxies.of("127.0.0.0/8"))
                                        .middlewares(List.of(combined, structured)));
                Wire wire = server.connect()) {
            wire.send(get).readResponse().expectStatus(200);
            Await.until("both lines", () -> lines.size() == 2);
            lines.sort(null);
            assertTrue(lines.get(0).startsWith("192.0.2.1 - - ["), lines::toString);
            assertTrue(
                    lines.get(1).contains("\"client\":\"192.0.2.1\",\"peer\":\"127.0.0.1\""),
                    lines::toString);
        }
    }

    @Test
    void aRefusedBodyIsOneLine() {
        try (AccessLog log = AccessLog.to(lines::add, AccessLogOptions.standard());
                TestServer server = start(log);
                Wire wire = server.connect()) {
            wire.send("POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 11\r\n\r\n01234567890");
            wire.readResponse().expectStatus(413);
            server.awaitIdle();
            Await.until("a line", () -> !lines.isEmpty());
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(lines.getFirst().contains("\"POST /body HTTP/1.1\" 413 "));
        }
    }

    @Test
    void aStreamIsWrittenAndFlushedAtTheLatestAtTheClose() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccessLogOptions json = AccessLogOptions.standard().withFormat(Format.JSON);
        AccessLog log = AccessLog.to(out, json);
        try (TestServer server = start(log);
                Wire wire = server.connect()) {
            wire.send("GET /cut HTTP/1.1\r\nhost: a\r\nreferer: \"\t\\\r\n\r\n").readHead();
            wire.readChunk();
            wire.expectClosed();
            server.awaitIdle();
        }
        log.close();
        String line = out.toString(StandardCharsets.UTF_8);
        assertTrue(line.startsWith("{\"time\":\""), line);
        assertTrue(line.contains("\"status\":200,\"bytes\":3,"), line);
        assertTrue(line.contains("\"complete\":false,\"referer\":\"\\\"\\u0009\\\\\","), line);
        assertTrue(line.endsWith("\"user_agent\":null}\n"), line);
        assertEquals(0, log.dropped());
    }

    @Test
    void aLoopWhosePeerHasGoneIsNotComplete() {
        AccessLogOptions json = AccessLogOptions.standard().withFormat(Format.JSON);
        Response loop = Responses.loop(200, Headers.empty(), 0, (_, _, _) -> Next.stop());
        try (AccessLog log = AccessLog.to(lines::add, json);
                TestServer server =
                        TestServer.start(o ->
                                o.middlewares(List.of(log)).routes(Routes.handler(_ -> loop)))) {
            try (Wire wire = server.connect()) {
                wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").readHead();
                wire.reset();
            }
            server.awaitIdle();
            Await.until("a line", () -> !lines.isEmpty());
            assertTrue(lines.getFirst().contains("\"complete\":false"), lines::toString);
        }
    }

    @Test
    void aTargetThatBlocksLosesLinesAndNoRequest() {
        CountDownLatch open = new CountDownLatch(1);
        AccessLogOptions two = AccessLogOptions.standard().withCapacity(2);
        AccessLog log =
                AccessLog.to(
                        (String line) -> {
                            try {
                                open.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            lines.add(line);
                        },
                        two);
        try (TestServer server = start(log);
                Wire wire = server.connect()) {
            String get = "GET /hello HTTP/1.1\r\nhost: a\r\n\r\n";
            for (int i = 0; i < 10; i++) {
                wire.send(get).readResponse().expectStatus(200);
            }
            wire.send("GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").readResponse();
            server.awaitIdle();
            // One is with the target, two wait; that one may not have been taken at once.
            Await.until("the lost ones: " + log.dropped(), () -> log.dropped() >= 8);
            open.countDown();
        }
        log.close();
        assertEquals(11, lines.size() + log.dropped());
        assertTrue(lines.size() <= 3, lines::toString);
    }

    @Test
    void aTargetThatThrowsLosesTheLineOnly() {
        AccessLog log =
                AccessLog.to(
                        (String line) -> {
                            if (line.contains("/none")) {
                                throw new IllegalStateException("meant");
                            }
                            lines.add(line);
                        },
                        AccessLogOptions.standard());
        try (TestServer server = start(log);
                Wire wire = server.connect()) {
            wire.send("GET /none HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(404);
            wire.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
            Await.until("the second line", () -> lines.size() == 1);
        }
        log.close();
        assertEquals(1, log.dropped());
    }

    @Test
    void theCapacityHasARange() {
        AccessLogOptions standard = AccessLogOptions.standard();
        assertEquals(1, standard.withCapacity(1).capacity());
        assertThrows(IllegalArgumentException.class, () -> standard.withCapacity(0));
    }
}
