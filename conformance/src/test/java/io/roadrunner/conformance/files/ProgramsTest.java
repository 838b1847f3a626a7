package io.roadrunner.conformance.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What real programs make of the files, and what the system sees of the program that serves them.
class ProgramsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

    @TempDir Path folder = Path.of("");

    private static String curl(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("curl").toString());
        command.addAll(List.of("-sS", "--noproxy", "*", "--fail"));
        command.addAll(List.of(arguments));
        ChildProcess.Result result = ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result::stderr);
        return result.stdout();
    }

    @Test
    void curlGetsResumesAndRevalidates() throws IOException {
        byte[] content = FileServer.bytes(1_000_000);
        try (FileServer files = FileServer.serving(folder)) {
            files.write("large file.bin", content);
            String url = files.server().url("/files/large%20file.bin");
            String target = folder.resolve("target").toString();
            curl("-o", target, "-r", "0-399999", url);
            curl("-o", target, "-C", "-", url);
            assertArrayEquals(content, Files.readAllBytes(Path.of(target)));
            String etag = folder.resolve("etag").toString();
            String code = "%{http_code}";
            assertEquals("200", curl("-o", target, "-w", code, "--etag-save", etag, url));
            assertEquals("304", curl("-o", target, "-w", code, "--etag-compare", etag, url));
            assertEquals("304", curl("-w", code, "-z", target, url));
        }
    }

    private ProcessBuilder serve(String... before) {
        List<String> command = new ArrayList<>(List.of(before));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of("io.roadrunner.standalone.Main", "serve", folder.toString()));
        command.addAll(List.of("--host=127.0.0.1", "--port=0"));
        return new ProcessBuilder(command);
    }

    private static Wire connect(ChildProcess server) {
        return Wire.connect(Integer.parseInt(server.awaitOutput(ADDRESS, PATIENCE).group(1)));
    }

    @Test
    void namesWorkInALocaleThatKnowsOnlyAscii() throws IOException {
        Files.writeString(folder.resolve("\u00fc \u4f60.txt"), "content");
        ProcessBuilder program = serve();
        program.environment().put("LC_ALL", "C");
        try (ChildProcess server = ChildProcess.start(program);
                Wire wire = connect(server)) {
            wire.send("GET /%C3%BC%20%E4%BD%A0.txt HTTP/1.1\r\nhost: a\r\n\r\n");
            wire.readResponse().expectStatus(200).expectBody("content");
        }
    }

    @Test
    void aLargeFileLeavesByTheKernelAndASmallOneInOneWrite() throws IOException {
        int large = 65_537;
        Files.write(folder.resolve("large"), FileServer.bytes(large));
        Files.write(folder.resolve("small"), FileServer.bytes(3_000));
        Path trace = folder.resolve("trace");
        String strace = Programs.need("strace").toString();
        String calls = "trace=sendfile,openat,write";
        ProcessBuilder program = serve(strace, "-f", "-e", calls, "-s", "1", "-o", "" + trace);
        try (ChildProcess server = ChildProcess.start(program);
                Wire wire = connect(server)) {
            wire.send("GET /large HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
            wire.send("GET /small HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
            Await.until("the calls are written down", () -> calls(trace, "/small\"") > 0);
            Await.until("the answer is written down", () -> calls(trace, "\"H\"..., 3") > 0);
        }
        assertTrue(calls(trace, "sendfile(") >= 1, () -> "no sendfile");
        assertFalse(calls(trace, "=> [3000]") > 0, "a small file is copied");
    }

    private static long calls(Path trace, String text) {
        try {
            return Files.readString(trace).lines().filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
