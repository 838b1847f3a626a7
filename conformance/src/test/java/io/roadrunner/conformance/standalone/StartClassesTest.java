package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start is mostly the loading of classes. These take milliseconds each, some of them tens, with
/// what they bring along, and a server needs none of them before it serves.
final class StartClassesTest {
    /// What annotations are read by, what finds a terminal, generators of secrets, and comparators
    /// that no archive keeps.
    private static final List<String> DEAR =
            List.of(
                    "$Proxy",
                    "java.io.Console ",
                    "java.security.SecureRandom ",
                    "java.util.Comparator$$Lambda");

    private static final Duration SOON = Duration.ofSeconds(20);

    /// What a server begins to serve with, and has begun to listen with.
    private static final String SERVING = " io.roadrunner.standalone.LiveLine ";

    private static final String LISTENING = " io.roadrunner.transport.SelectorLoop ";

    @TempDir private Path folder;

    @Test
    void aStartLoadsNothingDear() {
        Path log = folder.resolve("classes.log");
        String flag = "-Xlog:class+load=info:file=" + log;
        try (ChildProcess program = Program.start(Map.of("JAVA_TOOL_OPTIONS", flag), "demo")) {
            Program.port(program);
            Await.until("it serves", SOON, () -> any(read(log), SERVING));

            List<String> start =
                    read(log).stream().takeWhile(line -> !line.contains(SERVING)).toList();

            assertTrue(any(start, LISTENING), "not the whole start");
            assertEquals(
                    List.of(),
                    start.stream().filter(line -> DEAR.stream().anyMatch(line::contains)).toList());
        }
    }

    private static boolean any(List<String> lines, String name) {
        return lines.stream().anyMatch(line -> line.contains(name));
    }

    private static List<String> read(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
