package io.roadrunner.conformance.http2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.http2.ClientServer.Way;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the program `curl` makes of the server when it speaks HTTP/2.
class CurlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VERSION = " %{http_version}\\n";

    @TempDir private Path folder;

    private static ChildProcess.Result curl(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("curl").toString());
        command.addAll(List.of("-sS", "-k", "--noproxy", "*", "--max-time", "20"));
        command.addAll(List.of(arguments));
        ChildProcess.Result result = ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result::stderr);
        return result;
    }

    /// How to make it speak HTTP/2.
    private static String flag(Way way) {
        return way == Way.TLS ? "--http2" : "--http2-prior-knowledge";
    }

    private byte[] upload() throws IOException {
        byte[] content = new byte[ClientServer.LARGE];
        new Random(5).nextBytes(content);
        Files.write(folder.resolve("upload"), content);
        return content;
    }

    @ParameterizedTest
    @EnumSource
    void getsPostsAndAsksForTheHeadOnly(Way way) {
        try (ClientServer server = ClientServer.start(way, folder)) {
            String url = server.url("/hello");
            assertEquals("hello 2\n", curl(flag(way), "-w", VERSION, url).stdout());
            String head = curl(flag(way), "-I", url).stdout();
            assertTrue(head.startsWith("HTTP/2 200 \r\n"), head);
            assertTrue(head.contains("\r\ncontent-length: 5\r\n"), head);
            String echoed = curl(flag(way), "-d", "a=1", server.url("/echo")).stdout();
            assertEquals("a=1", echoed);
            String[] wanted = {"-o", "/dev/null", "-w", "%{http_code}"};
            String missing =
                    curl(flag(way), wanted[0], wanted[1], wanted[2], wanted[3], url + "x").stdout();
            assertEquals("404", missing);
            server.expectHealthy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesWhatIsLargeBothWaysAtOnce(Way way) throws IOException {
        byte[] content = upload();
        try (ClientServer server = ClientServer.start(way, folder)) {
            String got = folder.resolve("got").toString();
            String sent = folder.resolve("upload").toString();
            curl(flag(way), "-T", sent, "-o", got, server.url("/echo"));
            assertArrayEquals(content, Files.readAllBytes(Path.of(got)));
            String trailers = folder.resolve("headers").toString();
            String[] asked = {"-H", "Expect: 100-continue", "-D", trailers};
            String[] posted = {"--data-binary", "@" + sent, "-o", got, server.url("/echo")};
            curl(
                    flag(way), asked[0], asked[1], asked[2], asked[3], posted[0], posted[1],
                    posted[2], posted[3], posted[4]);
            assertArrayEquals(content, Files.readAllBytes(Path.of(got)));
            String received = Files.readString(Path.of(trailers));
            assertTrue(received.contains("x-length: " + content.length), received);
            assertTrue(received.startsWith("HTTP/2 100"), received);
            server.expectHealthy();
        }
    }

    /// Over TLS alone: with prior knowledge this program fails to share a connection, whoever the
    /// server is.
    @Test
    void downloadsManyAtOnceOverOneConnection() {
        try (ClientServer server = ClientServer.start(Way.TLS, folder)) {
            String[] parallel = {"--parallel", "--parallel-max", "20", "--no-progress-meter"};
            List<String> arguments = new ArrayList<>(List.of("--http2", "-o", "/dev/null"));
            arguments.addAll(List.of(parallel));
            arguments.addAll(List.of("-w", "%{size_download} %{http_version}\\n"));
            arguments.add(server.url("/large?[1-20]"));
            String report = curl(arguments.toArray(String[]::new)).stdout();
            String line = ClientServer.LARGE + " 2\n";
            assertEquals(line.repeat(20), report);
            server.expectHealthy();
        }
    }

    /// RFC 9113 §3.1 has given the upgrade up: the offer is ignored.
    @Test
    void whoOffersAnUpgradeGetsHttp1() {
        try (TestServer server = TestServer.answering(_ -> Responses.text(200, "hello"))) {
            String answer = curl("--http2", "-w", VERSION, server.url("/")).stdout();
            assertEquals("hello 1.1\n", answer);
        }
    }

    @Test
    void whoOffersAnUpgradeWhereBothAreSpokenGetsHttp1() {
        try (ClientServer server = ClientServer.start(Way.DETECTED, folder)) {
            String answer = curl("--http2", "-w", VERSION, server.url("/hello")).stdout();
            assertEquals("hello 1.1\n", answer);
            server.expectHealthy();
        }
    }
}
