package io.roadrunner.benchmarks.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The figures of a run for programs.
final class JsonReportTest {
    @Test
    void everyRoundIsThereBesideItsMedian() {
        Results results = Sample.hello();
        Sample.add(results, "roadrunner", 90_000, 4.7);

        String json = JsonReport.text(results, Map.of("date", "today"));

        assertTrue(json.startsWith("{\n\"run\": {\"date\": \"today\"},"), json);
        assertTrue(
                json.contains(
                        "{\"scenario\": \"hello\", \"variant\": \"\", \"server\": \"roadrunner\","
                                + " \"median\": {\"requests_per_second\": 95000.0000,"
                                + " \"cpu_micros_per_request\": 4.6000, \"errors\": 0.0000},"
                                + " \"rounds\": [{\"requests_per_second\": 100000.0000,"),
                json);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Results results = Sample.hello();
        Sample.add(results, "roadrunner", 90_000, 4.7);
        results.begin("json", "today: \"1\" window, \\ and\nmore");
        results.add(new Key("json", "a b", "netty"), new Figures(Map.of(Figure.P99, 0.25)));
        results.note("json", "µ\n");
        results.note("", "x");
        String json = JsonReport.text(results, Map.of("date", "today"));

        assertEquals(json, JsonReport.text(JsonReport.read(json), Map.of("date", "today")));
    }
}
