package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.conformance.Programs;
import io.roadrunner.standalone.demo.DemoRoutes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every route of the demo application answers as the table in its specification says.
final class DemoRoutesTest {
    private Roadrunner roadrunner;
    private Listener listener;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        roadrunner = Roadrunner.create();
        listener =
                roadrunner.startListener(
                        "demo",
                        ListenerOptions.builder()
                                .host("127.0.0.1")
                                .port(0)
                                .bodyBuffering(BodyBuffering.MANUAL)
                                .routes(DemoRoutes.create())
                                .build());
        wire = Wire.connect(listener.port());
    }

    @AfterEach
    void stop() {
        wire.close();
        roadrunner.close();
    }

    private WireResponse get(String target) {
        return wire.send("GET " + target + " HTTP/1.1\r\nhost: a\r\n\r\n").readResponse();
    }

    private WireResponse post(String target, String fields, String body) {
        return wire.send(
                        "POST %s HTTP/1.1\r\nhost: a\r\n%scontent-length: %d\r\n\r\n%s"
                                .formatted(target, fields, body.length(), body))
                .readResponse();
    }

    @Test
    void thePageIsCompleteInItself() {
        WireResponse page = get("/").expectStatus(200);

        page.expectHeader("content-type", "text/html; charset=utf-8");
        assertTrue(page.text().startsWith("<!doctype html>"));
        assertFalse(page.text().contains("src=\"http"), "loads something from elsewhere");
        assertFalse(page.text().contains("href=\"http"), "links elsewhere");
    }

    @ParameterizedTest
    @CsvSource({
        "/hello,text/plain; charset=utf-8,'hello, roadrunner!'",
        "/users/7/posts/x%20y,application/json,'{\"id\":\"7\",\"post\":\"x%20y\"}'",
        "/slow/1,text/plain; charset=utf-8,waited 1 ms",
        "/bytes/20,application/octet-stream,0123456789abcdef0123",
    })
    void aSimpleRouteAnswers(String target, String type, String body) {
        get(target).expectStatus(200).expectHeader("content-type", type).expectBody(body);
    }

    @Test
    void jsonIsAnObject() {
        WireResponse json = get("/json").expectStatus(200);

        json.expectHeader("content-type", "application/json");
        assertTrue(json.text().contains("\"message\":\"hello, roadrunner!\""), json.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "BREW"})
    void echoGivesTheBodyBackWithItsType(String method) {
        wire.send(method + " /echo HTTP/1.1\r\nhost: a\r\ncontent-type: a/b\r\n");
        wire.send("content-length: 4\r\n\r\nbeep");

        wire.readResponse()
                .expectStatus(200)
                .expectHeader("content-type", "a/b")
                .expectBody("beep");
    }

    @Test
    void inspectShowsTheRequestAsItWasSeen() {
        wire.send("PATCH /inspect?a=1&b HTTP/1.1\r\nHost: a\r\nx-a: 1\r\nx-b: 2\r\nX-A: 3\r\n");
        wire.send(
                "cookie: c=d\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx-t: 9\r\n\r\n");

        String seen = wire.readResponse().expectStatus(200).text();

        for (String part :
                new String[] {
                    "\"method\":\"PATCH\"",
                    "\"target\":\"/inspect?a=1&b\"",
                    "\"path\":\"/inspect\"",
                    "\"query\":\"a=1&b\"",
                    "\"version\":\"HTTP/1.1\"",
                    "\"scheme\":\"http\"",
                    "\"peer\":\"127.0.0.1:",
                    "[\"x-a\",\"1\"],[\"x-b\",\"2\"],[\"x-a\",\"3\"]",
                    "\"cookies\":[[\"c\",\"d\"]]",
                    "\"bindings\":{}",
                    "\"listener\":\"demo\"",
                    "\"bodyLength\":3",
                    "\"trailers\":[[\"x-t\",\"9\"]]"
                }) {
            assertTrue(seen.contains(part), () -> part + " is not in " + seen);
        }
        assertTrue(seen.matches(".*\"requestId\":\"[0-9a-f]{16}\".*"), seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bytes/1073741825",
                "/bytes/-1",
                "/bytes/1e3",
                "/bytes/99999999999999999999",
                "/stream/10001/1",
                "/stream/1/0",
                "/stream/1/1048577",
                "/sse/10001",
                "/sse/1?interval=60001",
                "/sse/1?interval=x",
                "/slow/60001"
            })
    void whatIsOutOfBoundsIsRefused(String target) {
        WireResponse refused = get(target).expectStatus(400);

        assertTrue(refused.text().contains("must be a whole number from"), refused.text());
    }

    @Test
    void aGibibyteCanBeAskedForAndLeftAlone() {
        wire.send("GET /bytes/1073741824 HTTP/1.1\r\nhost: a\r\n\r\n");

        wire.readHead().expectStatus(200).expectHeader("content-length", "1073741824");
        wire.discard(1 << 20);
    }

    @Test
    void streamEndsWithTheChecksumOfItsChunks() {
        WireResponse stream = get("/stream/3/100").expectStatus(200);

        CRC32 checksum = new CRC32();
        checksum.update(stream.body());
        assertEquals(300, stream.body().length);
        stream.expectTrailers(
                "x-checksum", "crc32=" + HexFormat.of().toHexDigits((int) checksum.getValue()));
    }

    @Test
    void sseTicksAndIsDone() {
        get("/sse/2?interval=1")
                .expectHeader("content-type", "text/event-stream")
                .expectBody(
                        "event: tick\nid: 1\ndata: 1 of 2\n\n"
                                + "event: tick\nid: 2\ndata: 2 of 2\n\n"
                                + "event: done\ndata: 2\n\n");
    }

    @Test
    void aClientThatLeavesEndsItsTicks() {
        wire.send("GET /sse/10000?interval=60000 HTTP/1.1\r\nhost: a\r\n\r\n").readHead();
        assertEquals(1, listener.info().activeRequests());

        wire.close();

        Await.until("the request has ended", () -> listener.info().activeRequests() == 0);
    }

    @Test
    void whatIsPublishedReachesEverySubscriber() {
        try (Wire first = subscriber(1)) {
            try (Wire second = subscriber(2)) {
                post("/publish", "", "beep").expectStatus(200).expectBody("{\"subscribers\":2}");
                first.expectChunk("event: message\ndata: beep\n\n");
                second.expectChunk("event: message\ndata: beep\n\n");
            }
            Await.until("the second has gone", () -> listener.info().activeRequests() == 1);

            post("/publish", "", "again").expectBody("{\"subscribers\":1}");

            first.expectChunk("event: message\ndata: again\n\n");
        }
    }

    private Wire subscriber(int number) {
        Wire subscriber = Wire.connect(listener.port());
        subscriber.send("GET /events HTTP/1.1\r\nhost: a\r\n\r\n").readHead().expectStatus(200);
        return subscriber.expectChunk("event: welcome\ndata: " + number + "\n\n");
    }

    @Test
    void aMessageHasABound() {
        post("/publish", "", "x".repeat(64 * 1024)).expectStatus(200);
        post("/publish", "", "x".repeat(64 * 1024 + 1)).expectStatus(413);
    }

    @Test
    void uploadCountsAndHashes() throws NoSuchAlgorithmException {
        String body = "roadrunner".repeat(10_000);
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(body.getBytes(StandardCharsets.US_ASCII));

        post("/upload", "", body)
                .expectStatus(200)
                .expectBody(
                        "{\"bytes\":100000,\"sha256\":\"%s\"}"
                                .formatted(HexFormat.of().formatHex(hash)));
    }

    @Test
    void uploadIsNotBoundByTheContentThatIsHeld() {
        ChildProcess.Result result =
                ChildProcess.run(
                        Duration.ofSeconds(30),
                        "sh",
                        "-c",
                        "head -c 67108864 /dev/zero | \"$0\" -sS -T - -X POST \"$1\"",
                        Programs.need("curl").toString(),
                        "http://127.0.0.1:" + listener.port() + "/upload");

        assertEquals(0, result.exitCode(), result.stderr());
        assertTrue(result.stdout().startsWith("{\"bytes\":67108864,"), result.stdout());
    }

    @Test
    void formShowsFieldsAndFileSizes() {
        String urlencoded = "content-type: application/x-www-form-urlencoded\r\n";
        post("/form", urlencoded, "a=1&b=2&a=3").expectStatus(200);
        String multipart = "content-type: multipart/form-data; boundary=XX\r\n";
        String body =
                """
                --XX\r
                content-disposition: form-data; name="n"\r
                \r
                v\r
                --XX\r
                content-disposition: form-data; name="f"; filename="f.txt"\r
                content-type: text/plain\r
                \r
                12345\r
                --XX--\r
                """;

        String answer = post("/form", multipart, body).expectStatus(200).text();

        assertTrue(answer.contains("\"n\":[\"v\"]"), answer);
        assertTrue(answer.contains("\"filename\":\"f.txt\""), answer);
        assertTrue(answer.contains("\"bytes\":5"), answer);
        post("/form", "content-type: text/plain\r\n", "x").expectStatus(415);
        post("/form", multipart, "no boundary here").expectStatus(400);
    }

    @Test
    void aCrashIsA500AndNothingOfItIsShown() {
        WireResponse crash = get("/crash").expectStatus(500);

        assertFalse(crash.text().contains("Exception"), crash.text());
        get("/hello").expectStatus(200);
    }

    @Test
    void theHelpersAnswer() {
        get("/redirect").expectStatus(302).expectHeader("location", "/hello");
        WireResponse first = get("/cookies").expectStatus(200);
        assertTrue(String.valueOf(first.header("set-cookie")).startsWith("visits=1; "));
        wire.send("GET /cookies HTTP/1.1\r\nhost: a\r\ncookie: visits=41\r\n\r\n");
        assertTrue(wire.readResponse().text().contains("\"visits\":42"));
        String tag = String.valueOf(get("/etag").expectStatus(200).header("etag"));
        wire.send("GET /etag HTTP/1.1\r\nhost: a\r\nif-none-match: " + tag + "\r\n\r\n");
        wire.readResponse().expectStatus(304);
        wire.send("GET /gzip HTTP/1.1\r\nhost: a\r\naccept-encoding: gzip\r\n\r\n");
        wire.readResponse().expectHeader("content-encoding", "gzip");
    }

    @Test
    void theFilesOfTheDemoAreServed() {
        get("/files/style.css").expectHeader("content-type", "text/css; charset=utf-8");
        get("/files/roadrunner.svg")
                .expectStatus(200)
                .expectHeader("content-type", "image/svg+xml");
        for (String target : new String[] {"/files", "/files/", "/files/../index.html", "/nope"}) {
            get(target).expectStatus(404);
        }
    }

    @Test
    void anotherMethodIsNotAllowed() {
        post("/hello", "", "").expectStatus(405).expectHeader("allow", "GET, HEAD");
        get("/publish").expectStatus(405).expectHeader("allow", "POST");
    }
}
