package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file with the number of the process, and what systemd is told.
final class ProcessFilesTest {
    private static final int FAILED = 1;

    @TempDir private Path folder;

    @Test
    void theFileHasTheNumberOfTheProcessAndGoesWithIt() throws IOException {
        Path file = folder.resolve("a.pid");
        try (ChildProcess program = Program.start("demo", "--pid-file", file.toString())) {
            program.awaitOutput("control: ");
            assertEquals(program.pid() + "\n", Files.readString(file));
            assertEquals(List.of(file), filesOfFolder());

            program.signal("TERM");

            assertEquals(0, program.awaitExit(Program.SOON));
            assertEquals(List.of(), filesOfFolder());
        }
    }

    @Test
    void aSecondSignalTakesTheFilesAwayToo() throws IOException {
        Path file = folder.resolve("a.pid");
        Path socket = folder.resolve("a.sock");
        try (ChildProcess program =
                        Program.start(
                                "demo",
                                "--pid-file=" + file,
                                "--rpc=unix://" + socket,
                                "--drain-delay=1m");
                Wire _ = Wire.connect(Program.port(program))) {
            program.awaitOutput("control: ");
            program.signal("TERM");
            program.awaitOutput("draining: ");

            program.signal("TERM");

            assertEquals(FAILED, program.awaitExit(Program.SOON));
            assertEquals(List.of(), filesOfFolder());
        }
    }

    /// Left behind by a process that has ended, by one of another program, by nobody.
    @ParameterizedTest
    @ValueSource(strings = {"2147483646", "1", "", "no number", "-5", "99999999999999999999999"})
    void whatIsStaleIsReplaced(String content) throws IOException {
        Path file = folder.resolve("a.pid");
        Files.writeString(file, content);
        try (ChildProcess program = Program.start("demo", "--pid-file", file.toString())) {
            program.awaitOutput("control: ");
            assertEquals(program.pid() + "\n", Files.readString(file));
        }
    }

    @Test
    void theFileOfAServerThatRunsIsNotTaken() throws IOException {
        Path file = folder.resolve("a.pid");
        try (ChildProcess first = Program.start("demo", "--pid-file", file.toString())) {
            first.awaitOutput("control: ");

            ChildProcess.Result second =
                    Program.run(
                            "demo",
                            "--port=0",
                            "--status-port=0",
                            "--rpc=tcp://127.0.0.1:0",
                            "--pid-file=" + file);

            assertEquals(FAILED, second.exitCode());
            assertEquals(
                    "roadrunner: %s names process %d, a Roadrunner that runs\n"
                            .formatted(file, first.pid()),
                    second.stderr());
            assertEquals(first.pid() + "\n", Files.readString(file));
        }
    }

    @Test
    void aFolderThatIsNotThereKeepsTheServerFromStarting() {
        ChildProcess.Result result =
                Program.run(
                        "demo",
                        "--port=0",
                        "--status-port=0",
                        "--rpc=tcp://127.0.0.1:0",
                        "--pid-file=" + folder.resolve("gone/a.pid"));

        assertEquals(FAILED, result.exitCode());
        assertTrue(result.stderr().contains("a.pid cannot be written: "), result.stderr());
    }

    /// `@` begins a name that is no file.
    @ParameterizedTest
    @ValueSource(strings = {"", "@"})
    void systemdIsToldHowFarTheServerIs(String prefix) {
        String python = Programs.need("python3").toString();
        String address = prefix + folder.resolve("notify.sock");
        String script =
                """
                import socket, sys
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                name = sys.argv[1]
                s.bind('\\0' + name[1:] if name[0] == '@' else name)
                print('bound', flush=True)
                while True:
                    print(repr(s.recv(4096).decode()), flush=True)
                """;
        try (ChildProcess systemd = ChildProcess.start(python, "-c", script, address)) {
            systemd.awaitOutput("bound");
            try (ChildProcess program = Program.start(Map.of("NOTIFY_SOCKET", address), "demo")) {
                systemd.awaitOutput("'READY=1\\nSTATUS=serving the demo application'");

                program.signal("HUP");
                systemd.awaitOutput("'RELOADING=1\\nMONOTONIC_USEC=");
                systemd.awaitOutput("'READY=1\\nSTATUS=serving, generation 2'");

                program.signal("TERM");
                systemd.awaitOutput("'STOPPING=1\\nSTATUS=draining'");
                assertEquals(0, program.awaitExit(Program.SOON));
                assertFalse(program.stderr().contains("systemd is not told"), program.stderr());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonexistent/notify.sock", "vsock:2:1", "@"})
    void aSystemdThatIsNotThereIsNoReasonNotToServe(String address) {
        try (ChildProcess program = Program.start(Map.of("NOTIFY_SOCKET", address), "demo")) {
            program.awaitOutput("systemd is not told: ");
            assertEquals(0, Program.run("ready", Program.rpc(program)).exitCode());
        }
    }

    private List<Path> filesOfFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
