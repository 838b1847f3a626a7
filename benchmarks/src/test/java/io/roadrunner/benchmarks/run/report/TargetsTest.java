package io.roadrunner.benchmarks.run.report;

import static io.roadrunner.benchmarks.run.report.Verdict.Outcome.MET;
import static io.roadrunner.benchmarks.run.report.Verdict.Outcome.MISSED;
import static io.roadrunner.benchmarks.run.report.Verdict.Outcome.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Scenario;
import io.roadrunner.benchmarks.run.plan.Scenarios;
import io.roadrunner.benchmarks.run.report.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a target is met.
final class TargetsTest {
    @Test
    void everyTargetIsAboutAScenarioThatThereIs() {
        List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
        for (Target target : Targets.all()) {
            String scenario = target.words().split("[: ]", 2)[0];
            assertTrue(names.contains(scenario), target.words());
        }
    }

    @Test
    void withoutFiguresNothingIsDecided() {
        Results nothing = new Results();
        for (Target target : Targets.all()) {
            assertEquals(UNKNOWN, target.judge(nothing).outcome(), target.words());
        }
    }

    @Test
    void belowEveryJavaPeerMeansLess() {
        assertEquals(MET, judge("hello: CPU µs/request below every Java peer", Sample.hello()));

        Results even = new Results();
        Sample.add(even, "roadrunner", 1, 5);
        Sample.add(even, "netty", 1, 5);
        assertEquals(MISSED, judge("hello: CPU µs/request below every Java peer", even));
    }

    @Test
    void besideNginxAFactorIsAllowed() {
        String target = "hello: CPU µs/request ≤ 1.05 × nginx";
        assertEquals(MET, judge(target, Sample.hello()));

        Results more = new Results();
        Sample.add(more, "roadrunner", 1, 1.06);
        Sample.add(more, "nginx", 1, 1);
        assertEquals(MISSED, judge(target, more));
    }

    @ParameterizedTest
    @CsvSource({"1000, MET", "1000.1, MISSED"})
    void aBoundIsMetAtTheBound(double millis, Outcome outcome) {
        Results results = Sample.own("flat_drain", "10000", Figure.MILLIS, millis);

        assertEquals(outcome, judge("flat_drain 10000: ms ≤ 1 000", results));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 11.4, MET",
        "8.6, 10, 11.4, MET",
        "10, 10, 11.6, MISSED",
        "8.4, 10, 10, MISSED",
    })
    void flatMeansWithinFifteenPercentOfTheMiddle(
            double one, double two, double three, Outcome outcome) {
        assertEquals(
                outcome,
                judge("flat_routes: CPU µs/request flat (±15 %)", Sample.flat(one, two, three)));
    }

    private static Outcome judge(String words, Results results) {
        List<Target> found =
                Targets.all().stream().filter(target -> target.words().equals(words)).toList();
        assertEquals(1, found.size(), words);
        return found.getFirst().judge(results).outcome();
    }
}
