package io.roadrunner.benchmarks.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import io.roadrunner.benchmarks.run.plan.Scenarios;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The page of a run.
final class MarkdownReportTest {
    private final Results results = Sample.hello();
    private final MarkdownReport report = new MarkdownReport(results, Scenarios.all());

    @Test
    void aScenarioHasARowForEachServerAndTheColumnsThatWereMeasured() {
        assertEquals(
                List.of(
                        "| server | requests/s | CPU µs/request | errors |",
                        "|---|---:|---:|---:|",
                        "| roadrunner | 100 000 | 4.50 | 0 |",
                        "| helidon | 80 000 | 7.20 | 0 |",
                        "| netty | 95 000 | 5.00 | 0 |",
                        "| nginx | 110 000 | 4.40 | 0 |"),
                report.table("hello"));
    }

    @Test
    void roadrunnerIsComparedWithTheBestAndWithNginx() {
        assertEquals(
                "| hello | 1.05 (netty) | 0.91 | 0.90 (netty) | 1.02 |",
                report.summary().getLast());
    }

    @Test
    void errorsStandOut() {
        results.add(new Key("json", "", "roadrunner"), new Figures(Map.of(Figure.ERRORS, 3.0)));

        assertEquals("| roadrunner | **3** |", report.table("json").getLast());
    }

    @Test
    void whoCannotDoItIsARowOfDashes() {
        results.add(new Key("hello", "", "tomcat"), new Figures(Map.of()));

        assertTrue(report.table("hello").contains("| tomcat | – | – | – |"));
    }

    @Test
    void aScenarioThatNobodyCanDoIsSaidToBe() {
        results.add(new Key("json", "", "roadrunner"), new Figures(Map.of()));

        assertEquals(List.of("Nobody could be measured."), report.table("json"));
    }

    @Test
    void severalVariantsHaveAColumn() {
        Results drain = Sample.own("flat_drain", "10", Figure.MILLIS, 12.34);

        assertEquals(
                List.of("| server | at | ms |", "|---|---|---:|", "| roadrunner | 10 | 12.3 |"),
                new MarkdownReport(drain, Scenarios.all()).table("flat_drain"));
    }

    @Test
    void aScenarioSaysHowItWasMeasured() {
        results.begin("json", "today: 1 window");
        results.add(new Key("json", "", "roadrunner"), new Figures(Map.of(Figure.CPU, 1.0)));

        assertTrue(report.page(Map.of(), List.of()).contains("\nMeasured today: 1 window.\n"));
    }

    @Test
    void theHeadChartsAndNotesAreOnThePage() {
        results.note("hello", "vertx: it does not answer");

        String page = report.page(Map.of("machine", "small"), List.of("cpu.svg"));

        assertTrue(page.contains("\n- machine: small\n"), page);
        assertTrue(page.contains("\n![cpu](cpu.svg)\n"), page);
        assertTrue(page.contains("\n- vertx: it does not answer\n"), page);
    }
}
