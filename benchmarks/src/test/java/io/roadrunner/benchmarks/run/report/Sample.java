package io.roadrunner.benchmarks.run.report;

import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import java.util.Map;

/// Results that are made up. Stateless.
final class Sample {
    private Sample() {}

    /// One round of `hello`: Roadrunner beside two servers on the JVM and nginx.
    static Results hello() {
        Results results = new Results();
        add(results, "roadrunner", 100_000, 4.5);
        add(results, "helidon", 80_000, 7.2);
        add(results, "netty", 95_000, 5.0);
        add(results, "nginx", 110_000, 4.4);
        return results;
    }

    static void add(Results results, String server, double requests, double cpu) {
        results.add(
                new Key("hello", "", server),
                new Figures(
                        Map.of(Figure.REQUESTS, requests, Figure.CPU, cpu, Figure.ERRORS, 0.0)));
    }

    /// One figure of Roadrunner.
    static Results own(String scenario, String variant, Figure figure, double value) {
        Results results = new Results();
        results.add(new Key(scenario, variant, "roadrunner"), new Figures(Map.of(figure, value)));
        return results;
    }

    /// What it costs at each of some sizes.
    static Results flat(double... costs) {
        Results results = new Results();
        for (int i = 0; i < costs.length; i++) {
            results.add(
                    new Key("flat_routes", Integer.toString(i), "roadrunner"),
                    new Figures(Map.of(Figure.CPU, costs[i])));
        }
        return results;
    }
}
