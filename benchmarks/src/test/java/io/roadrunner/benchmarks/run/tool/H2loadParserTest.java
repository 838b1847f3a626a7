package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `h2load` prints at its end.
final class H2loadParserTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void answersAreCountedOverTheTimeThatItSays() throws IOException {
        LoadReport report = parse("h2load-tls.txt");

        assertEquals(576, report.requests());
        assertEquals(576, report.perSecond(), 0.01);
        assertEquals(0, report.errors());
    }

    @Test
    void answersWithAnotherStatusAreRefusalsAndNoFailures() throws IOException {
        LoadReport report = parse("h2load-404.txt");

        assertEquals(8424, report.refusals());
        assertEquals(0, report.failures());
        assertTrue(report.isAllRefused());
    }

    @Test
    void connectionsThatFailAreFailures() throws IOException {
        LoadReport report = parse("h2load-refused.txt");

        assertEquals(0, report.requests());
        assertEquals(1, report.failures());
        assertEquals(SECOND, report.time());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "finished in 1.00s, 8424.00 req/s, 321.59KB/s"})
    void anUnfinishedReportIsNone(String output) {
        assertTrue(H2loadParser.parse(output, SECOND).isEmpty());
    }

    private static LoadReport parse(String name) throws IOException {
        return H2loadParser.parse(Outputs.of(name), SECOND).orElseThrow();
    }
}
