package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a process that is killed leaves in the temporary folder goes at the next start, and nothing
/// else does.
final class LeftoversTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir private Path folder;

    private Path temporary;

    /// Starts a server and asks for a file: the demo unpacks its own when it is asked for one.
    private ChildProcess start(String... arguments) {
        ChildProcess program =
                Program.start(
                        Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary), arguments);
        try (Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET /files/about.txt HTTP/1.1\r\nhost: a\r\n\r\n").readResponse();
        }
        return program;
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    private void expectRemovedAtTheNextStart(String... arguments) throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
        Path left;
        try (ChildProcess killed = start(arguments)) {
            left = folders().getFirst();
            killed.signal("KILL");
            killed.awaitExit(SOON);
        }
        assertEquals(List.of(left), folders());
        try (ChildProcess one = start(arguments)) {
            Path live = folders().getFirst();
            assertEquals(1, folders().size(), "what was left is gone");
            try (ChildProcess other = start(arguments)) {
                assertEquals(2, folders().size());
                assertTrue(folders().contains(live), "one that is in use stays");
                other.signal("TERM");
                assertEquals(0, other.awaitExit(SOON), other.stderr());
            }
            assertEquals(List.of(live), folders());
            one.signal("TERM");
            assertEquals(0, one.awaitExit(SOON), one.stderr());
        }
        assertEquals(List.of(), folders());
    }

    @Test
    void theFilesOfADemoThatWasKilled() throws IOException {
        expectRemovedAtTheNextStart("demo");
    }

    /// Somewhere nothing can be written, as in many a container, the rest works all the same.
    @Test
    void aDemoThatNobodyAsksForAFileWritesNone() throws IOException {
        temporary = folder.resolve("missing");
        try (ChildProcess program = start("demo");
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
            wire.send("GET /files/about.txt HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(500);
            Files.createDirectory(temporary);
            wire.send("GET /files/about.txt HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(200);
        }
    }

    @Test
    void theCopyOfAnApplicationWhoseServerWasKilled() throws IOException {
        Path jar = AppJar.buildOne(folder, "return Routes.builder().build();", "");
        expectRemovedAtTheNextStart("serve", "--app", jar.toString());
    }

    @Test
    void whatOnlyLooksLikeALeftoverStays() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("lock"));
        Path precious = Files.createFile(elsewhere.resolve("precious"));
        Files.createSymbolicLink(temporary.resolve("roadrunner-demo-link"), elsewhere);
        Path noLock = Files.createDirectory(temporary.resolve("roadrunner-demo-mine"));
        Path linked = Files.createDirectory(temporary.resolve("roadrunner-demo-linked"));
        Files.createSymbolicLink(linked.resolve("lock"), precious);
        Files.createFile(temporary.resolve("roadrunner-demo-file"));
        try (ChildProcess program = start("demo")) {
            assertEquals(5, folders().size());
            assertTrue(program.isAlive());
        }
        assertTrue(Files.exists(precious));
        assertTrue(Files.exists(elsewhere.resolve("lock")));
        assertTrue(Files.exists(noLock));
        assertTrue(Files.exists(linked.resolve("lock")));
    }
}
