package io.roadrunner.benchmarks.run.tool;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the line that our script makes `wrk` print, and that our own clients print: `bench`, the
/// number of answers, the microseconds it took, refusals, failures, and three percentiles in
/// microseconds. The open loop adds all answers, also those that are not measured, and its own lag.
/// Stateless.
final class ReportLineParser {
    private static final Pattern LINE =
            Pattern.compile(
                    "(?m)^bench (\\d+) (\\d+) (\\d+) (\\d+)"
                            + " (\\d+) (\\d+) (\\d+)(?: (\\d+) (\\d+))?$");

    private static final int REQUESTS = 1;
    private static final int MICROS = 2;
    private static final int REFUSALS = 3;
    private static final int FAILURES = 4;
    private static final int P50 = 5;
    private static final int P99 = 6;
    private static final int P999 = 7;
    private static final int SERVED = 8;
    private static final int LAG = 9;

    private ReportLineParser() {}

    /// Reads it.
    ///
    /// @param output all that the tool has printed
    /// @return empty when the line is not there
    static Optional<LoadReport> parse(String output) {
        Matcher line = LINE.matcher(output);
        if (!line.find()) {
            return Optional.empty();
        }
        long requests = number(line, REQUESTS);
        return Optional.of(
                new LoadReport(
                        requests,
                        line.group(SERVED) == null ? requests : number(line, SERVED),
                        Duration.of(Math.max(1, number(line, MICROS)), ChronoUnit.MICROS),
                        number(line, REFUSALS),
                        number(line, FAILURES),
                        new Latency(number(line, P50), number(line, P99), number(line, P999)),
                        line.group(LAG) == null ? 0 : number(line, LAG)));
    }

    private static long number(Matcher line, int group) {
        return Long.parseLong(line.group(group));
    }
}
