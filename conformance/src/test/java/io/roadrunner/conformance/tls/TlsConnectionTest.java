package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.StreamedEcho;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8446 §6: requests, content of any size, and ends on a connection with keys.
class TlsConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGE = 5_000_000;

    @TempDir private Path folder;

    private TestServer start(UnaryOperator<ListenerOptionsBuilder> change) {
        return TestServer.start(o ->
                change.apply(o.tls(new Certificates(folder).localhost()))
                        .bodyBuffering(BodyBuffering.MANUAL));
    }

    private static ListenerOptionsBuilder hello(ListenerOptionsBuilder options) {
        return options.routes(Routes.builder().get("/", _ -> Responses.text(200, "hello")).build());
    }

    private ChildProcess.Result curl(TestServer server, String path, String... more) {
        String[] command = {
            Programs.need("curl").toString(),
            "--silent",
            "--show-error",
            "--cacert",
            folder.resolve("localhost.pem").toString(),
            "--resolve",
            "localhost:" + server.port() + ":127.0.0.1",
            "https://localhost:" + server.port() + path
        };
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return ChildProcess.run(PATIENCE, all);
    }

    @Test
    void curlUploadsAndDownloadsWhatIsLarge() throws IOException {
        byte[] content = new byte[LARGE];
        new Random(7).nextBytes(content);
        Path sent = Files.write(folder.resolve("sent"), content);
        Path got = folder.resolve("got");
        Routes routes =
                Routes.builder()
                        .post("/echo", StreamedEcho::answer)
                        .get("/file", r -> Responses.sendFile(r, 200, Headers.empty(), sent))
                        .build();
        try (TestServer server = start(o -> o.routes(routes))) {
            ChildProcess.Result echoed =
                    curl(server, "/echo", "--data-binary", "@" + sent, "-o", got.toString());
            assertEquals(0, echoed.exitCode(), echoed.stderr());
            assertArrayEquals(content, Files.readAllBytes(got));
            Files.delete(got);
            ChildProcess.Result file = curl(server, "/file", "-o", got.toString());
            assertEquals(0, file.exitCode(), file.stderr());
            assertArrayEquals(content, Files.readAllBytes(got));
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        Routes routes =
                Routes.builder()
                        .get("/:n", r -> Responses.text(200, "<" + r.binding("n") + ">"))
                        .build();
        try (TestServer server = start(o -> o.routes(routes));
                TlsClient client = TlsClient.connect(server.port())) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n");
                requests.append(i == 49 ? "Connection: close\r\n\r\n" : "\r\n");
            }
            client.send(requests.toString());
            String answers = new String(client.readAll(), StandardCharsets.ISO_8859_1);
            int at = 0;
            for (int i = 0; i < 50; i++) {
                at = answers.indexOf("<" + i + ">", at);
                assertTrue(at >= 0, "answer " + i);
            }
        }
    }

    /// "Each party MUST send a 'close_notify' alert before closing its write side of the
    /// connection" RFC 8446 §6.1. OpenSSL calls it an error when that is missing.
    @ParameterizedTest
    @ValueSource(strings = {"-tls1_3", "-tls1_2"})
    void everyOrderlyEndIsAnnounced(String version) {
        Duration soon = Duration.ofMillis(300);
        try (TestServer server = start(o -> hello(o).requestTimeout(soon).keepAliveTimeout(soon))) {
            try (ChildProcess idle = openssl(server, version, "")) {
                assertEquals(0, idle.awaitExit(PATIENCE), idle.stderr());
                assertFalse(idle.stderr().contains("unexpected eof"), idle.stderr());
            }
            String close = "GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n";
            try (ChildProcess complete = openssl(server, version, close)) {
                assertEquals(0, complete.awaitExit(PATIENCE), complete.stderr());
                assertTrue(complete.stdout().contains("hello"), complete.stdout());
                assertFalse(complete.stderr().contains("unexpected eof"), complete.stderr());
            }
        }
    }

    private static ChildProcess openssl(TestServer server, String version, String request) {
        String command =
                "printf '"
                        + request
                        + "' | exec "
                        + Programs.need("openssl")
                        + " s_client -quiet -ign_eof "
                        + version
                        + " -connect 127.0.0.1:"
                        + server.port();
        return ChildProcess.start("sh", "-c", command);
    }

    @Test
    void aClientThatEndsWithoutAWordIsNoFault() throws IOException {
        try (TestServer server = start(TlsConnectionTest::hello)) {
            try (TlsClient client = TlsClient.connect(server.port())) {
                client.get("/");
            }
            Await.until("its slot is free", () -> server.listener().info().activeClients() == 0);
        }
    }

    @Test
    void aLoopOfAnotherThreadWritesWhileTheConnectionIsRead() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        LoopHandler<Integer> count =
                (_, push, n) -> {
                    push.send(n + "\n");
                    return n == 3 ? LoopHandler.Next.stop() : LoopHandler.Next.next(n + 1);
                };
        Routes routes =
                Routes.builder()
                        .get(
                                "/",
                                r -> {
                                    r.onDisconnect(gone::countDown);
                                    for (int i = 0; i < 3; i++) {
                                        r.mailbox().send("go");
                                    }
                                    return Responses.loop(200, Headers.empty(), 1, count);
                                })
                        .get(
                                "/wait",
                                r -> {
                                    r.onDisconnect(gone::countDown);
                                    gone.await();
                                    return Responses.text(200, "");
                                })
                        .build();
        try (TestServer server = start(o -> o.routes(routes))) {
            ChildProcess.Result result = curl(server, "/");
            assertEquals("1\n2\n3\n", result.stdout(), result.stderr());
            try (TlsClient client = TlsClient.connect(server.port())) {
                client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
                Await.until("it runs", () -> server.listener().info().activeRequests() == 1);
            }
            assertTrue(gone.await(5, java.util.concurrent.TimeUnit.SECONDS), "noticed");
        }
    }

    @Test
    void aDrainEndsWhatIsIdleAndHalfOpenAndWaitsForTheRest() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Routes routes =
                Routes.builder()
                        .get("/", _ -> Responses.text(200, "hello"))
                        .get(
                                "/slow",
                                _ -> {
                                    go.await();
                                    return Responses.text(200, "slow");
                                })
                        .build();
        try (TestServer server = start(o -> o.routes(routes));
                TlsClient idle = TlsClient.connect(server.port());
                TlsClient busy = TlsClient.connect(server.port());
                Wire silent = server.connect()) {
            idle.get("/");
            busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            Await.until(
                    "all are there",
                    () ->
                            server.listener().info().activeClients() == 3
                                    && server.listener().info().activeRequests() == 1);
            Thread drain =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    server.listener().drain(PATIENCE);
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertEquals(0, idle.readAll().length);
            byte[] alert = silent.readBytes(7);
            assertEquals(21, alert[0], "an alert, RFC 8446 §5.1");
            silent.expectClosed();
            Await.until("one is left", () -> server.listener().info().activeClients() == 1);
            go.countDown();
            String answer = new String(busy.readAll(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.endsWith("slow"), answer);
            assertTrue(answer.contains("connection: close"), answer);
            assertTrue(drain.join(PATIENCE), "the drain is over");
        }
    }
}
