package io.roadrunner.benchmarks.run.tool;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// Reads the log of `h2load`: one line for each request, with its start, the status and how long it
/// took in microseconds, apart by tabulators. Stateless.
final class RequestLogParser {
    private static final int DIGITS = 3;
    private static final double HALF = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private RequestLogParser() {}

    /// Reads it.
    ///
    /// @param lines those that cannot be read, as the last one of a log that was cut, do not count
    static Latency parse(Stream<String> lines) {
        Histogram histogram = new Histogram(DIGITS);
        histogram.setAutoResize(true);
        lines.mapToLong(RequestLogParser::micros)
                .filter(micros -> micros >= 0)
                .forEach(histogram::recordValue);
        return new Latency(
                histogram.getValueAtPercentile(HALF),
                histogram.getValueAtPercentile(P99),
                histogram.getValueAtPercentile(P999));
    }

    /// @return a negative number when there is none
    private static long micros(String line) {
        int tab = line.lastIndexOf('\t');
        String number = line.substring(tab + 1);
        boolean isNumber =
                tab > 0
                        && !number.isEmpty()
                        && number.length() < 15
                        && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(number) : -1;
    }
}
