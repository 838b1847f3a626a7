package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.StreamedEcho;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program `curl` makes of the server.
class CurlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int UPLOAD = 3_000_000;

    /// Sends the content back while it comes in.
    private static final Handler ECHO =
            request ->
                    Responses.streaming(
                            200,
                            Headers.of("x-length", Long.toString(request.bodyLength())),
                            push -> {
                                StreamedEcho.copy(request, push);
                                return Headers.empty();
                            });

    private static final Routes ROUTES =
            Routes.builder()
                    .get("/hello", _ -> Responses.text(200, "hello"))
                    .get("/number/:n", r -> Responses.text(200, r.binding("n") + "\n"))
                    .post(
                            "/whole",
                            r -> Responses.body(200, "application/octet-stream", r.readBody()))
                    .route(Route.of("/echo", ECHO).withMethods("POST", "PUT"))
                    .build();

    private final TestServer server =
            TestServer.start(o -> o.routes(ROUTES).bodyBuffering(BodyBuffering.MANUAL));

    @TempDir Path folder = Path.of("");

    @AfterEach
    void closeServer() {
        server.awaitIdle();
        server.close();
    }

    private static ChildProcess.Result curl(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("curl").toString());
        command.addAll(List.of("-sS", "--noproxy", "*", "--max-time", "15"));
        command.addAll(List.of(arguments));
        ChildProcess.Result result = ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result::stderr);
        return result;
    }

    private Path upload(int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(folder.resolve("upload"), content);
    }

    private static void assertSame(Path expected, Path actual) throws Exception {
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(actual));
    }

    @Test
    void gets() {
        assertEquals("hello", curl(server.url("/hello")).stdout());
    }

    @Test
    void posts() {
        assertEquals("a=1&b=2", curl("-d", "a=1&b=2", server.url("/echo")).stdout());
    }

    @Test
    void asksForTheHeadOnly() {
        String head = curl("-I", server.url("/hello")).stdout().toLowerCase(Locale.ROOT);
        assertTrue(head.startsWith("http/1.1 200 ok\r\n"), head);
        assertTrue(head.contains("\r\ncontent-length: 5\r\n"), head);
        assertTrue(head.contains("\r\ndate: "), head);
    }

    @Test
    void speaksHttp10() {
        String answer = curl("--http1.0", "-i", server.url("/hello")).stdout();
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\nhello"), answer);
        assertFalse(answer.toLowerCase(Locale.ROOT).contains("transfer-encoding"), answer);
    }

    @Test
    void speaksHttp10WithAStream() {
        assertEquals("abc", curl("--http1.0", "-d", "abc", server.url("/echo")).stdout());
    }

    @Test
    void uploadsInChunksAndGetsEveryByteBack() throws Exception {
        Path sent = upload(UPLOAD);
        Path received = folder.resolve("received");
        Path curl = Programs.need("curl");
        ChildProcess.Result result =
                ChildProcess.run(
                        PATIENCE,
                        "sh",
                        "-c",
                        "\"$1\" -sS --noproxy '*' -H Expect: -D - -o \"$2\" -T - \"$3\" < \"$4\"",
                        "sh",
                        curl.toString(),
                        received.toString(),
                        server.url("/echo"),
                        sent.toString());
        assertEquals(0, result.exitCode(), result::stderr);
        assertTrue(result.stdout().contains("x-length: -1"), result::stdout);
        assertSame(sent, received);
    }

    /// curl waits for `100 Continue`, the handler answers while it reads.
    @Test
    void uploadsALargeBodyToAHandlerThatAnswersMeanwhile() throws Exception {
        Path sent = upload(UPLOAD);
        Path received = folder.resolve("received");
        String answer =
                curl(
                                "--data-binary",
                                "@" + sent,
                                "-o",
                                received.toString(),
                                "-w",
                                "%{http_code} %{num_connects}",
                                server.url("/echo"))
                        .stdout();
        assertEquals("200 1", answer);
        assertSame(sent, received);
    }

    @Test
    void waitsForTheLeaveToSendALargeBody() throws Exception {
        Path sent = upload(2_000_000);
        Path received = folder.resolve("received");
        String answer =
                curl(
                                "-v",
                                "-o",
                                received.toString(),
                                "-H",
                                "Expect: 100-continue",
                                "--expect100-timeout",
                                "10",
                                "--data-binary",
                                "@" + sent,
                                server.url("/whole"))
                        .stderr();
        assertTrue(answer.contains("< HTTP/1.1 100 Continue"), answer);
        assertTrue(answer.contains("< HTTP/1.1 200 OK"), answer);
        assertSame(sent, received);
    }

    @Test
    void getsTwoAddressesOverOneConnection() {
        String out = "-w";
        String format = "|%{num_connects}|";
        String url = server.url("/hello");
        assertEquals("hello|1|hello|0|", curl(out, format, url, url).stdout());
    }

    @Test
    void keepsTheConnectionAfterErrors() {
        String format = "|%{http_code} %{num_connects}|";
        String result =
                curl(
                                "-w",
                                format,
                                "-o",
                                "/dev/null",
                                server.url("/missing"),
                                "-o",
                                "/dev/null",
                                server.url("/echo"),
                                server.url("/hello"))
                        .stdout();
        assertEquals("|404 1||405 0|hello|200 0|", result);
    }

    @Test
    void getsManyAddressesAtOnce() {
        String numbers =
                curl("--parallel", "--parallel-max", "50", server.url("/number/[1-300]")).stdout();
        List<Integer> sorted = numbers.lines().map(Integer::valueOf).sorted().toList();
        assertEquals(300, sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            assertEquals(i + 1, sorted.get(i));
        }
    }
}
