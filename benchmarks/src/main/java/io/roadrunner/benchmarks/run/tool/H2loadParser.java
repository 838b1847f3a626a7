package io.roadrunner.benchmarks.run.tool;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `h2load` prints at its end. Stateless.
final class H2loadParser {
    private static final Pattern FINISHED =
            Pattern.compile("(?m)^finished in [\\d.]+\\w+, ([\\d.]+) req/s");

    private static final Pattern REQUESTS =
            Pattern.compile(
                    "(?m)^requests: \\d+ total, \\d+ started, (\\d+) done, \\d+ succeeded,"
                            + " (\\d+) failed, \\d+ errored, (\\d+) timeout$");

    private static final Pattern STATUS =
            Pattern.compile("(?m)^status codes: \\d+ 2xx, (\\d+) 3xx, (\\d+) 4xx, (\\d+) 5xx$");

    private static final int DONE = 1;
    private static final int FAILED = 2;
    private static final int TIMEOUT = 3;
    private static final double NANOS = 1e9;

    private H2loadParser() {}

    /// Reads it.
    ///
    /// @param output all that the tool has printed
    /// @param window how long it was asked to measure
    /// @return empty when something is missing; percentiles are never there
    static Optional<LoadReport> parse(String output, Duration window) {
        Matcher finished = FINISHED.matcher(output);
        Matcher requests = REQUESTS.matcher(output);
        Matcher status = STATUS.matcher(output);
        if (!finished.find() || !requests.find() || !status.find()) {
            return Optional.empty();
        }
        long done = number(requests, DONE);
        long refusals = number(status, 1) + number(status, 2) + number(status, 3);
        // "failed" counts refusals and what errored together.
        long failures =
                Math.max(0, number(requests, FAILED) - refusals) + number(requests, TIMEOUT);
        double perSecond = Double.parseDouble(finished.group(1));
        Duration time =
                perSecond > 0 ? Duration.ofNanos(Math.round(done * NANOS / perSecond)) : window;
        return Optional.of(new LoadReport(done, done, time, refusals, failures, Latency.NONE, 0));
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
