package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `check-config`, and how `serve --config` refuses to start.
final class CheckConfigTest {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @TempDir private Path folder;

    @Test
    void theExampleOfTheDocumentationHasNoProblems() {
        Path example = Path.of("..", "docs", "examples", "roadrunner.yaml");

        ChildProcess.Result result = Program.run("check-config", example.toString());

        assertEquals(0, result.exitCode(), result.stderr());
        assertEquals(example + ": no problems, 1 listener\n", result.stdout());
        assertEquals("", result.stderr());
    }

    @Test
    void everyProblemHasALineOfItsOwn() throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, "listeners:\n  web: {prot: 1}\nstatus: {adress: a}\n");

        ChildProcess.Result result = Program.run("check-config", file.toString());

        String problems =
                """
                FILE:2:9: listeners.web.prot: there is no such option; did you mean port?
                FILE:3:10: status.adress: there is no such option; did you mean address?
                """
                        .replace("FILE", file.toString());
        assertEquals(FAILED, result.exitCode());
        assertEquals(problems, result.stderr());
        assertEquals("", result.stdout());

        ChildProcess.Result serve = Program.run("serve", "--config", file.toString());
        assertEquals(FAILED, serve.exitCode());
        assertEquals(
                "roadrunner: this configuration cannot be:\n" + problems.indent(2), serve.stderr());
    }

    @Test
    void anApplicationIsNotRunByACheck() throws IOException {
        Path jar = AppJar.buildOne(folder, "throw new IllegalStateException();", "");
        Path file = folder.resolve("a.yaml");
        Files.writeString(
                file, "listeners: {web: {routes: [{path: /*a, app: \"" + jar + "\"}]}}\n");

        assertEquals(0, Program.run("check-config", file.toString()).exitCode());
        ChildProcess.Result serve = Program.run("serve", "--config", file.toString());
        assertEquals(FAILED, serve.exitCode());
        assertTrue(serve.stderr().contains("cannot be started"), serve.stderr());
    }

    @Test
    void whatMakesNoSenseIsAUsageError() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "listeners: {web: {}}\n");
        String config = "--config=" + file;

        assertUsage("does not exist", "check-config", folder.resolve("gone").toString());
        assertUsage("takes a file", "check-config");
        assertUsage("did you mean port?", "serve", config, "--set=prot=1");
        assertUsage("one of them", "serve", config, folder.toString());
        assertUsage("one of them", "serve", config, "--app=a.jar");
    }

    private static void assertUsage(String reason, String... arguments) {
        ChildProcess.Result result = Program.run(arguments);
        assertEquals(USAGE, result.exitCode(), result.stderr());
        assertTrue(result.stderr().contains(reason), result.stderr());
    }

    @Test
    void theSchemaIsPrinted() {
        ChildProcess.Result result = Program.run("check-config", "--schema");

        assertEquals(0, result.exitCode());
        assertTrue(result.stdout().contains("2020-12/schema"), result.stdout());
    }
}
