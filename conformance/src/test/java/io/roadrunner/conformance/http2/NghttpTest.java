package io.roadrunner.conformance.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.Http2Options;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.http2.ClientServer.Way;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the programs `nghttp` and `h2load` make of the server.
class NghttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern OK = Pattern.compile(":status: 200");

    @TempDir private Path folder;

    private static String run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Programs.need(program).toString());
        command.addAll(List.of(arguments));
        ChildProcess.Result result = ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.stdout() + result.stderr());
        return result.stdout();
    }

    private static long answers(String report) {
        return OK.matcher(report).results().count();
    }

    @ParameterizedTest
    @EnumSource
    void getsMany(Way way) {
        try (ClientServer server = ClientServer.start(way, folder)) {
            String report = run("nghttp", "-nv", "--multiply=200", server.url("/hello"));
            assertEquals(200, answers(report), report);
            assertFalse(report.contains("RST_STREAM"), report);
            server.expectHealthy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void uploadsWithTrailersAfterA100(Way way) throws IOException {
        Path file = Files.write(folder.resolve("upload"), new byte[300_000]);
        try (ClientServer server = ClientServer.start(way, folder)) {
            String report =
                    run(
                            "nghttp",
                            "-nv",
                            "--data=" + file,
                            "--expect-continue",
                            "--trailer=x-check: 1",
                            server.url("/echo"));
            assertTrue(report.contains(":status: 100"), report);
            assertEquals(1, answers(report), report);
            assertTrue(report.contains("x-length: 300000"), report);
            server.expectHealthy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesTablesWindowsAndPaddingAsItLikes(Way way) {
        try (ClientServer server = ClientServer.start(way, folder)) {
            String[] odd = {
                "--header-table-size=0",
                "--encoder-header-table-size=0",
                "--window-bits=8",
                "--connection-window-bits=18",
                "--padding=100",
                "--multiply=3"
            };
            List<String> arguments = new ArrayList<>(List.of("-nv"));
            arguments.addAll(List.of(odd));
            arguments.add(server.url("/small"));
            String report = run("nghttp", arguments.toArray(String[]::new));
            assertEquals(3, answers(report), "all of them");
            server.expectHealthy();
        }
    }

    /// It sends more than one frame takes.
    @ParameterizedTest
    @EnumSource
    void sendsHeadersThatTakeSeveralFrames(Way way) {
        try (ClientServer server =
                ClientServer.start(
                        way, folder, Http2Options.standard().withMaxHeaderBlock(1 << 15))) {
            String report = run("nghttp", "-nv", "--continuation", server.url("/hello"));
            assertEquals(1, answers(report), report);
            server.expectHealthy();
        }
    }

    /// A healthy client at full speed is never taken for an attack.
    @ParameterizedTest
    @EnumSource
    void h2loadRunsAtFullSpeed(Way way) {
        try (ClientServer server = ClientServer.start(way, folder)) {
            String report =
                    run("h2load", "-n", "50000", "-c", "16", "-m", "32", server.url("/hello"));
            assertTrue(
                    report.contains(
                            "requests: 50000 total, 50000 started, 50000 done, 50000 succeeded,"
                                    + " 0 failed, 0 errored, 0 timeout"),
                    report);
            assertTrue(report.contains("status codes: 50000 2xx"), report);
            server.expectHealthy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void h2loadDownloadsAndUploadsWithSmallWindows(Way way) throws IOException {
        Path file = Files.write(folder.resolve("upload"), new byte[100_000]);
        try (ClientServer server = ClientServer.start(way, folder)) {
            String small = "--window-bits=14";
            String down =
                    run("h2load", "-n", "64", "-c", "4", "-m", "16", small, server.url("/large"));
            assertTrue(down.contains("status codes: 64 2xx"), down);
            String up =
                    run(
                            "h2load",
                            "-n",
                            "500",
                            "-c",
                            "8",
                            "-m",
                            "16",
                            "--data=" + file,
                            server.url("/echo"));
            assertTrue(up.contains("status codes: 500 2xx"), up);
            server.expectHealthy();
        }
    }
}
