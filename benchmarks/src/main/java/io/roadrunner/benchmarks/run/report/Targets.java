package io.roadrunner.benchmarks.run.report;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.report.Results.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The targets of the project. Stateless.
public final class Targets {
    private static final List<String> HTTP1 =
            List.of(
                    "hello",
                    "json",
                    "echo",
                    "headers_heavy",
                    "large_response",
                    "pipelined",
                    "post_4kb_form",
                    "varied_paths_router",
                    "upload",
                    "streaming_response",
                    "sse",
                    "gzip_response",
                    "static",
                    "mixed",
                    "connection_storm",
                    "limited_conn",
                    "idle_10k",
                    "slow_clients");

    private static final List<String> HTTP2 =
            List.of(
                    "h2_hello",
                    "h2_hello_streams",
                    "h2c_hello",
                    "h2_json",
                    "h2_large",
                    "h2_upload");

    private static final double EVEN = 1;

    private Targets() {}

    /// All of them. A target over several scenarios is one for each.
    public static List<Target> all() {
        return Stream.of(processor(), throughput(), memory(), time(), flatness())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Target> processor() {
        List<Target> targets = new ArrayList<>();
        for (String scenario : HTTP1) {
            targets.add(belowJava(scenario, "", Figure.CPU));
        }
        targets.add(atMostNginx("hello", Figure.CPU, 1.05));
        targets.add(belowJava("tls_hello", "", Figure.CPU));
        targets.add(atMostNginx("tls_hello", Figure.CPU, 1.35));
        HTTP2.forEach(scenario -> targets.add(atMostNginx(scenario, Figure.CPU, 1.5)));
        targets.add(atMostNginx("static", Figure.CPU, EVEN));
        targets.add(atMostNginx("large_response", Figure.CPU, EVEN));
        return targets;
    }

    private static List<Target> throughput() {
        List<Target> targets = new ArrayList<>();
        targets.add(atLeastJava("pipelined", 2));
        HTTP2.forEach(scenario -> targets.add(atLeastJava(scenario, 1.3)));
        targets.add(atLeastJava("websocket_echo", 1.3));
        return targets;
    }

    private static List<Target> memory() {
        return List.of(
                atMost("hello_512", "", Figure.PEAK, 150),
                belowJava("hello_512", "", Figure.PEAK),
                atMost("idle_http1", "", Figure.HEAP, 4),
                atMost("idle_websocket", "", Figure.HEAP, 6),
                atMost("idle_http2", "", Figure.HEAP, 16));
    }

    private static List<Target> time() {
        return List.of(
                belowJava("open_hello", "75 %", Figure.P999),
                belowJava("open_json", "75 %", Figure.P999),
                belowJava("open_h2_hello", "75 %", Figure.P999),
                atMost("startup_program", "", Figure.MILLIS, 150),
                atMost("startup", "", Figure.MILLIS, 400));
    }

    private static List<Target> flatness() {
        return List.of(
                flat("flat_connections"),
                flat("flat_routes"),
                atMost("flat_drain", "10000", Figure.MILLIS, 1000));
    }

    private static Target belowJava(String scenario, String variant, Figure figure) {
        return new Target(
                "%s: %s below every Java peer"
                        .formatted((scenario + " " + variant).strip(), figure.title()),
                results ->
                        results.againstJava(scenario, variant, figure)
                                .map(ratio -> Verdict.of(ratio.ratio() < EVEN, words(ratio)))
                                .orElse(Verdict.UNKNOWN));
    }

    private static Target atMostNginx(String scenario, Figure figure, double factor) {
        return new Target(
                "%s: %s ≤ %s × nginx".formatted(scenario, figure.title(), factor),
                results -> atMost(results.againstNginx(scenario, "", figure), factor));
    }

    private static Target atLeastJava(String scenario, double factor) {
        return new Target(
                "%s: requests/s ≥ %s × the best Java peer".formatted(scenario, factor),
                results ->
                        results.againstJava(scenario, "", Figure.REQUESTS)
                                .map(ratio -> Verdict.of(ratio.ratio() >= factor, words(ratio)))
                                .orElse(Verdict.UNKNOWN));
    }

    private static Verdict atMost(Optional<Ratio> ratio, double factor) {
        return ratio.map(found -> Verdict.of(found.ratio() <= factor, words(found)))
                .orElse(Verdict.UNKNOWN);
    }

    private static String words(Ratio ratio) {
        return MarkdownReport.number(ratio.ratio(), 2) + " × " + ratio.other();
    }

    private static Target atMost(String scenario, String variant, Figure figure, double bound) {
        return new Target(
                "%s: %s ≤ %s"
                        .formatted(
                                (scenario + " " + variant).strip(),
                                figure.title(),
                                MarkdownReport.number(bound, 0)),
                results -> {
                    OptionalDouble value = results.find(own(scenario, variant), figure);
                    return value.isEmpty()
                            ? Verdict.UNKNOWN
                            : Verdict.of(
                                    value.getAsDouble() <= bound,
                                    MarkdownReport.number(value.getAsDouble(), figure.digits()));
                });
    }

    /// Every size costs what the middle one costs, 15 % more or less.
    private static Target flat(String scenario) {
        return new Target(
                scenario + ": CPU µs/request flat (±15 %)", results -> flat(results, scenario));
    }

    private static Verdict flat(Results results, String scenario) {
        double[] costs =
                results.variants(scenario).stream()
                        .flatMapToDouble(variant ->
                                results.find(own(scenario, variant), Figure.CPU).stream())
                        .sorted()
                        .toArray();
        if (costs.length < 2) {
            return Verdict.UNKNOWN;
        }
        double middle = costs[costs.length / 2];
        double below = costs[0] / middle;
        double above = costs[costs.length - 1] / middle;
        return Verdict.of(
                below >= 0.85 && above <= 1.15,
                "%s to %s of the median %s"
                        .formatted(
                                MarkdownReport.number(below, 2),
                                MarkdownReport.number(above, 2),
                                MarkdownReport.number(middle, 2)));
    }

    private static Key own(String scenario, String variant) {
        return new Key(scenario, variant, Contender.ROADRUNNER);
    }
}
