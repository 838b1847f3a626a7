package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./roadrunner` has the JVM watch once after it has built the program.
final class RehearsalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path temporary;

    @AfterEach
    void leavesNothingBehind() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private ChildProcess rehearse(Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.roadrunner.standalone.Rehearsal");
        builder.environment().putAll(environment);
        return ChildProcess.start(builder);
    }

    @Test
    void theDemoStartsAnswersAndEndsWithoutAWord() {
        try (ChildProcess rehearsal = rehearse(Map.of())) {
            assertEquals(0, rehearsal.awaitExit(PATIENCE), rehearsal.stderr());
            assertEquals("", rehearsal.stdout() + rehearsal.stderr());
        }
    }

    /// Whoever builds may have a configuration in the environment under which it cannot be done.
    @Test
    void aRehearsalThatFailsSaysWhy() {
        Map<String, String> few = Map.of("ROADRUNNER_LISTENERS_WEB_MAX_CLIENTS", "1");
        try (ChildProcess rehearsal = rehearse(few)) {
            assertEquals(1, rehearsal.awaitExit(PATIENCE), rehearsal.stderr());
            String why = rehearsal.stderr();
            assertEquals("the rehearsal failed: /hello", why.substring(0, why.indexOf(" is not")));
        }
    }
}
