package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The line of a report among whatever else a tool prints.
final class ReportLineParserTest {
    @Test
    void whatWrkPrintsIsRead() throws IOException {
        LoadReport report = ReportLineParser.parse(Outputs.of("wrk-hello.txt")).orElseThrow();

        assertEquals(7213, report.requests());
        assertEquals(7213, report.served());
        assertEquals(6613.9, report.perSecond(), 0.1);
        assertEquals(0, report.errors());
        assertEquals(new Latency(7794, 193_723, 218_457), report.latency());
    }

    @Test
    void answersWithAnotherStatusAreRefusals() throws IOException {
        LoadReport report = ReportLineParser.parse(Outputs.of("wrk-404.txt")).orElseThrow();

        assertEquals(9380, report.errors());
        assertTrue(report.isAllRefused());
    }

    @Test
    void someRefusalsAreNotAllOfThem() {
        LoadReport report = ReportLineParser.parse("bench 10 1000 9 1 1 2 3").orElseThrow();

        assertFalse(report.isAllRefused());
        assertEquals(10, report.errors());
    }

    @Test
    void anOpenLoopAddsAllAnswersAndItsLag() {
        LoadReport report = ReportLineParser.parse("bench 10 1000 0 0 1 2 3 14 5\n").orElseThrow();

        assertEquals(10, report.requests());
        assertEquals(14, report.served());
        assertEquals(5, report.lag());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unable to connect to 127.0.0.1:18081 Connection refused",
                "bench 1 2 3",
                "bench 1 2 3 4 5 6 7 8",
                "bench 1 2 3 4 5 6 -7",
                "a bench 1 2 3 4 5 6 7",
            })
    void anythingElseIsNoReport(String output) {
        assertTrue(ReportLineParser.parse(output).isEmpty());
    }
}
