package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program says and which exit code it ends with, when it does not come to serving.
final class CommandLineTest {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @TempDir private Path folder;

    @Test
    void helpListsTheCommands() {
        ChildProcess.Result result = Program.run("--help");

        assertEquals(0, result.exitCode());
        assertTrue(result.stdout().contains("serve"), result.stdout());
        assertTrue(result.stdout().contains("demo"), result.stdout());
        assertTrue(result.stdout().contains("check-config"), result.stdout());
        assertEquals("", result.stderr());
    }

    @Test
    void helpSaysOfEachCommandAWholeSentence() {
        String help = Program.run("--help").stdout();
        String commands = help.substring(help.indexOf("Commands:\n"), help.indexOf("\n\n"));

        // What goes on in a second line is indented further.
        String[] sentences = commands.split("\n {2}(?! )");
        assertEquals(12, sentences.length);
        for (String sentence : List.of(sentences).subList(1, sentences.length)) {
            assertTrue(sentence.strip().endsWith("."), sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo"})
    void helpOfACommandListsOnlyFlagsThatWork(String command) {
        ChildProcess.Result result = Program.run(command, "--help");

        assertEquals(0, result.exitCode());
        String[] flags = {
            "--port", "--host", "--set", "--drain-timeout", "--status-port", "--pid-file"
        };
        for (String flag : flags) {
            assertTrue(result.stdout().contains(flag), flag);
        }
        assertEquals(command.equals("demo"), result.stdout().contains("--tls-port"));
    }

    @Test
    void versionNamesTheJavaToo() {
        ChildProcess.Result result = Program.run("--version");

        assertEquals(0, result.exitCode());
        assertTrue(result.stdout().startsWith("roadrunner "), result.stdout());
        assertTrue(result.stdout().contains("Java " + Runtime.version()), result.stdout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "nonsense", ""})
    void whatIsNotUnderstoodIsAUsageErrorWithTheUsage(String argument) {
        ChildProcess.Result result = argument.isEmpty() ? Program.run() : Program.run(argument);

        assertEquals(USAGE, result.exitCode());
        assertTrue(result.stderr().contains("Usage: roadrunner"), result.stderr());
        assertEquals("", result.stdout());
    }

    @ParameterizedTest
    @CsvSource({
        "serve,--tls-cert=cert.pem,--tls-cert and --tls-key go together",
        "serve,--tls-key=key.pem,--tls-cert and --tls-key go together",
        "demo,--tls-port=65536,--tls-port = 65536: must be 0 to 65535",
        "demo,--tls-port=x,--tls-port",
        "demo,--status-port=x,status.port = x: must be a whole number",
        "demo,--status-port=65536,status.port = 65536: must be",
        "demo,--protocols=http3,http3_requires_tls",
        "demo,'--protocols=http1,http2',no_h2c_upgrade",
        "demo,--detect-preface,detect_preface = true",
        "demo,--protocols=gopher,http1",
        "demo,--port=65536,port = 65536",
        "demo,--drain-timeout=soon,drain_timeout = soon",
        "demo,--set=max_clients,KEY=VALUE",
        "serve,/nonexistent/folder,/nonexistent/folder does not exist",
    })
    void whatCannotBeDoneIsRefusedInASentence(String command, String argument, String sentence) {
        ChildProcess.Result result = Program.run(command, argument);

        assertEquals(USAGE, result.exitCode(), result.stderr());
        assertTrue(result.stderr().startsWith("roadrunner: "), result.stderr());
        assertTrue(result.stderr().contains(sentence), result.stderr());
        assertNoStack(result);
    }

    @Test
    void allProblemsOfAllSettingsAreReportedTogether() {
        ChildProcess.Result result =
                Program.run(
                        "demo",
                        "--set=max_clients=0",
                        "--set=max_cleints=5",
                        "--set=drain.delay=x");

        assertEquals(USAGE, result.exitCode());
        assertTrue(result.stderr().contains("max_clients = 0"), result.stderr());
        assertTrue(result.stderr().contains("did you mean max_clients?"), result.stderr());
        assertTrue(result.stderr().contains("drain.delay = x"), result.stderr());
    }

    @Test
    void aFileIsNotAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        ChildProcess.Result result = Program.run("serve", file.toString());

        assertEquals(USAGE, result.exitCode());
        assertTrue(result.stderr().contains(file + " is not a folder"), result.stderr());
    }

    @Test
    void aPortInUseIsOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());

            ChildProcess.Result result = Program.run("demo", "--port", port);

            assertEquals(FAILED, result.exitCode());
            assertEquals(
                    "roadrunner: port %s is in use already; choose another one with --port\n"
                            .formatted(port),
                    result.stderr());
        }
    }

    private static void assertNoStack(ChildProcess.Result result) {
        assertFalse(result.stderr().contains("\tat "), result.stderr());
    }
}
