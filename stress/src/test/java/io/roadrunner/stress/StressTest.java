package io.roadrunner.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All stress tests, each for half a second. An outcome that one of them forbids, or none at all,
/// is a failure here.
class StressTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void noForbiddenOutcomeIsSeen(@TempDir Path folder) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.openjdk.jcstress.Main",
                        "-v",
                        "-f",
                        "1",
                        "-iters",
                        "1",
                        "-time",
                        "500",
                        // One process for each test: as it runs in production, compiled or not.
                        "-sc",
                        "false",
                        "-af",
                        "NONE",
                        "-jvmArgs",
                        "-XX:+UseCompactObjectHeaders");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        try (ChildProcess child = ChildProcess.start(builder)) {
            int exit = child.awaitExit(PATIENCE);
            String report = child.stdout();
            assertEquals(0, exit, report);
            int tests = count();
            assertTrue(tests > 0, "there are tests");
            String all =
                    "(Results: %d planned; %d passed, 0 failed, 0 soft errs, 0 hard errs)"
                            .formatted(tests, tests);
            assertTrue(report.contains(all), () -> all + " is not in " + report);
        }
    }

    /// How many tests the annotation processor has found.
    private static int count() throws IOException {
        try (InputStream list = StressTest.class.getResourceAsStream("/META-INF/TestList")) {
            assertNotNull(list);
            return (int) new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().count();
        }
    }
}
