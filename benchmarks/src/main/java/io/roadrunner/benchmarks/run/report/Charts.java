package io.roadrunner.benchmarks.run.report;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Measure;
import io.roadrunner.benchmarks.run.plan.Scenario;
import io.roadrunner.benchmarks.run.report.BarChart.Bar;
import io.roadrunner.benchmarks.run.report.LineChart.Sample;
import io.roadrunner.benchmarks.run.report.Results.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The drawings of a report. Stateless.
public final class Charts {
    private Charts() {}

    /// All that there is something to draw for.
    ///
    /// @return drawings by the name of their file
    public static Map<String, String> draw(Results results, List<Scenario> scenarios) {
        Map<String, String> charts = new LinkedHashMap<>();
        bars(results, Figure.REQUESTS)
                .ifPresent(bars ->
                        charts.put(
                                "throughput.svg",
                                BarChart.draw(
                                        "Requests/s of Roadrunner ÷ the best Java peer",
                                        "more is better; the line is 1",
                                        bars)));
        bars(results, Figure.CPU)
                .ifPresent(bars ->
                        charts.put(
                                "cpu.svg",
                                BarChart.draw(
                                        "CPU/request of Roadrunner ÷ the best Java peer",
                                        "less is better; the line is 1",
                                        bars)));
        scenarios.stream()
                .filter(scenario -> isFlatness(scenario.measure()))
                .forEach(scenario -> line(results, scenario, charts));
        return charts;
    }

    private static boolean isFlatness(Measure measure) {
        return measure instanceof Measure.Sweep || measure instanceof Measure.Drain;
    }

    private static Optional<List<Bar>> bars(Results results, Figure figure) {
        List<Bar> bars = new ArrayList<>();
        for (String scenario : results.scenarios()) {
            // Open loops are not about how much: they ask for as much as each of them can do.
            if (results.variants(scenario).equals(List.of(""))) {
                Optional<Ratio> ratio = results.againstJava(scenario, "", figure);
                ratio.map(found -> new Bar(scenario, found.ratio(), found.other()))
                        .ifPresent(bars::add);
            }
        }
        return bars.isEmpty() ? Optional.empty() : Optional.of(bars);
    }

    private static void line(Results results, Scenario scenario, Map<String, String> charts) {
        Figure figure = scenario.measure() instanceof Measure.Drain ? Figure.MILLIS : Figure.CPU;
        List<Sample> samples = new ArrayList<>();
        for (String variant : results.variants(scenario.name())) {
            Key key = new Key(scenario.name(), variant, Contender.ROADRUNNER);
            OptionalDouble cost = results.find(key, figure);
            cost.ifPresent(value -> samples.add(new Sample(variant, value)));
        }
        if (!samples.isEmpty()) {
            String unit = figure.title() + ", " + scenario.words();
            charts.put(scenario.name() + ".svg", LineChart.draw(scenario.name(), unit, samples));
        }
    }
}
