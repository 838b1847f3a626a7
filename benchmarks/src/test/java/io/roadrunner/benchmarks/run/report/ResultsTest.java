package io.roadrunner.benchmarks.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import io.roadrunner.benchmarks.run.report.Results.Ratio;
import io.roadrunner.benchmarks.run.report.Results.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who is compared with whom.
final class ResultsTest {
    private final Results results = Sample.hello();

    @Test
    void theBestJavaPeerIsTheOneWithMoreRequests() {
        Ratio ratio = results.againstJava("hello", "", Figure.REQUESTS).orElseThrow();

        assertEquals("netty", ratio.other());
        assertEquals(100_000.0 / 95_000, ratio.ratio());
    }

    @Test
    void theBestJavaPeerIsTheOneWithLessProcessorTime() {
        Ratio ratio = results.againstJava("hello", "", Figure.CPU).orElseThrow();

        assertEquals("netty", ratio.other());
        assertEquals(0.9, ratio.ratio(), 1e-9);
    }

    @Test
    void nginxIsNoJavaPeer() {
        Ratio ratio = results.againstNginx("hello", "", Figure.CPU).orElseThrow();

        assertEquals(4.5 / 4.4, ratio.ratio(), 1e-9);
    }

    @Test
    void withoutTheOtherThereIsNoRatio() {
        Results alone = new Results();
        Sample.add(alone, "roadrunner", 1, 1);

        assertTrue(alone.againstJava("hello", "", Figure.CPU).isEmpty());
        assertTrue(alone.againstNginx("hello", "", Figure.CPU).isEmpty());
    }

    @Test
    void withoutRoadrunnerThereIsNoRatio() {
        Results others = new Results();
        Sample.add(others, "netty", 1, 1);

        assertTrue(others.againstJava("hello", "", Figure.CPU).isEmpty());
    }

    @Test
    void roundsBecomeMediansInTheOrderOfTheContenders() {
        Sample.add(results, "roadrunner", 90_000, 4.7);
        Sample.add(results, "roadrunner", 10_000, 99);

        List<Row> rows = results.rows("hello", "");

        assertEquals(
                List.of("roadrunner", "helidon", "netty", "nginx"),
                rows.stream().map(Row::contender).toList());
        assertEquals(90_000, rows.getFirst().figures().find(Figure.REQUESTS).orElseThrow());
    }

    @Test
    void aNoteIsTakenOnce() {
        results.note("hello", "it died");
        results.note("hello", "it died");

        assertEquals(List.of(new Results.Note("hello", "it died")), results.notes());
    }

    @Test
    void aScenarioThatIsMeasuredAgainReplacesItselfAndNothingElse() {
        results.add(new Key("json", "", "roadrunner"), new Figures(Map.of(Figure.CPU, 1.0)));
        results.note("hello", "it died");
        results.note("json", "it was slow");

        results.begin("hello", "today");

        assertEquals(List.of("json"), results.scenarios());
        assertEquals(List.of(new Results.Note("json", "it was slow")), results.notes());
        assertEquals("today", results.circumstances("hello"));
        assertEquals("", results.circumstances("json"));
    }
}
