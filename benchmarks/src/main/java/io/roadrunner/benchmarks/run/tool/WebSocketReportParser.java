package io.roadrunner.benchmarks.run.tool;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what the WebSocket generator of package `load` prints. Stateless.
final class WebSocketReportParser {
    private static final Pattern REPORT =
            Pattern.compile(
                    "messages/s \\d+  p50 (\\d+) us  p99 (\\d+) us"
                            + "  p99\\.9 (\\d+) us  max \\d+ us"
                            + "\\Rmeasured (\\d+)  with warm-up (\\d+)  errors (\\d+)");

    private WebSocketReportParser() {}

    /// Reads it.
    ///
    /// @param output all that it has printed
    /// @param window how long it was asked to measure
    /// @return empty when there is no report
    static Optional<LoadReport> parse(String output, Duration window) {
        Matcher report = REPORT.matcher(output);
        if (!report.find()) {
            return Optional.empty();
        }
        Latency latency = new Latency(number(report, 1), number(report, 2), number(report, 3));
        return Optional.of(
                new LoadReport(
                        number(report, 4),
                        number(report, 5),
                        window,
                        0,
                        number(report, 6),
                        latency,
                        0));
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
