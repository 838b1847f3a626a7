package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What `./roadrunner` has the JVM watch once after it has built the program.
class RehearsalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theDemoStartsAnswersAndEndsWithoutAWord() {
        ChildProcess.Result result =
                ChildProcess.run(
                        PATIENCE,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.roadrunner.standalone.Rehearsal");
        assertEquals(0, result.exitCode(), result.stdout() + result.stderr());
        assertEquals("", result.stdout() + result.stderr());
    }
}
