package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `roadrunner serve`, with a folder and with an application that is compiled here.
final class ServeTest {
    private static final String GOOD = "return Routes.builder().get(\"/\", r -> answer()).build();";
    private static final int FAILED = 1;

    @TempDir private Path folder;

    @Test
    void aFolderIsServed() throws IOException {
        Files.writeString(folder.resolve("index.html"), "<p>hi");
        try (ChildProcess program = Program.start("serve", folder.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(200)
                    .expectHeader("content-type", "text/html; charset=utf-8")
                    .expectBody("<p>hi");
            assertTrue(program.stdout().contains(folder.toRealPath().toString()));
        }
    }

    @Test
    void settingsReachTheListener() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "a");
        String[] arguments = {
            "serve", folder.toString(), "--host=127.0.0.1", "--set", "http1.max_request_line=30"
        };
        try (ChildProcess program = Program.start(arguments);
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET /a.txt HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
            wire.send("GET /" + "a".repeat(30) + " HTTP/1.1\r\nhost: a\r\n\r\n");
            wire.readResponse().expectStatus(414);
        }
    }

    @Test
    void anApplicationInAJarIsServed() throws IOException {
        Path jar = application(GOOD, "app.Provider\n");
        try (ChildProcess program = Program.start("serve", "--app", jar.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(200)
                    .expectBody("from the jar");

            program.signal("TERM");

            assertEquals(0, program.awaitExit(Duration.ofSeconds(2)));
        }
    }

    @Test
    void anApplicationThatCannotBeLoadedIsOneSentence() throws IOException {
        Path missing = folder.resolve("missing.jar");
        assertRefused(missing, "is not a file");
        assertRefused(application(GOOD, null), "has no io.roadrunner.routing.RoutesProvider");
        assertRefused(application(GOOD, "app.Provider\napp.Second\n"), "2 providers");
        assertRefused(application(GOOD, "app.Missing\n"), "cannot be started");
        assertRefused(
                application("throw new IllegalStateException(\"no database\");", "app.Provider\n"),
                "no database");
        assertRefused(Files.writeString(folder.resolve("text.jar"), "text"), "cannot be read");
    }

    private static void assertRefused(Path jar, String sentence) {
        ChildProcess.Result result = Program.run("serve", "--port=0", "--app", jar.toString());

        assertEquals(FAILED, result.exitCode(), result.stderr());
        assertTrue(result.stderr().contains(sentence), result.stderr());
        assertFalse(result.stderr().contains("\tat "), result.stderr());
    }

    private Path application(String body, String services) {
        return AppJar.build(folder, body, services);
    }
}
