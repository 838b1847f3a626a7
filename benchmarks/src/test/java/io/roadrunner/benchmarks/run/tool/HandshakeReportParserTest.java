package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What `openssl s_time` prints.
final class HandshakeReportParserTest {
    private static final Duration TIME = Duration.ofMillis(1600);

    @Test
    void fullHandshakesAreCountedOverTheTimeThatItRan() throws IOException {
        LoadReport report = parse("s_time-new.txt", false).orElseThrow();

        assertEquals(352, report.requests());
        assertEquals(220, report.perSecond(), 0.01);
        assertEquals(0, report.errors());
    }

    @Test
    void resumedHandshakesAreCounted() throws IOException {
        LoadReport report = parse("s_time-reuse.txt", true).orElseThrow();

        assertEquals(1574, report.requests());
        assertEquals(0, report.errors());
    }

    @Test
    void aServerThatResumesNothingFails() throws IOException {
        LoadReport report = parse("s_time-new.txt", true).orElseThrow();

        assertEquals(352, report.failures());
    }

    @Test
    void aSessionThatGoesOnUnaskedIsAFailure() throws IOException {
        LoadReport report = parse("s_time-reuse.txt", false).orElseThrow();

        assertEquals(1574, report.failures());
    }

    @Test
    void connectionsWithoutAnAnswerAreFailures() throws IOException {
        String silent = Outputs.of("s_time-new.txt").replace(", 98 bytes", ", 0 bytes");

        assertEquals(
                352, HandshakeReportParser.parse(silent, false, TIME).orElseThrow().failures());
    }

    @Test
    void aServerThatIsNotThereGivesNoReport() throws IOException {
        assertTrue(parse("s_time-refused.txt", false).isEmpty());
    }

    private static Optional<LoadReport> parse(String name, boolean resumed) throws IOException {
        return HandshakeReportParser.parse(Outputs.of(name), resumed, TIME);
    }
}
