package io.roadrunner.benchmarks.run.client;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What a client of ours has counted. Owned by the thread that counts; bounded by the histogram.
public final class Outcome {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;
    private static final double HALF = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
    private long refusals;
    private long failures;

    /// An answer, and how long it took.
    public void add(long nanos) {
        latencies.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }

    /// An answer that is an error, and how long it took.
    public void addRefusal(long nanos) {
        refusals++;
        add(nanos);
    }

    /// No answer.
    public void addFailure() {
        failures++;
    }

    /// So many that did not come.
    public void addFailures(long count) {
        failures += count;
    }

    /// How many answers there were.
    public long answers() {
        return latencies.getTotalCount();
    }

    /// The line of a report: answers, microseconds, refusals, failures, percentiles.
    ///
    /// @param nanos how long it took
    public String line(long nanos) {
        return String.format(
                Locale.ROOT,
                "bench %d %d %d %d %d %d %d",
                answers(),
                TimeUnit.NANOSECONDS.toMicros(nanos),
                refusals,
                failures,
                micros(HALF),
                micros(P99),
                micros(P999));
    }

    /// How long so many of a hundred answers took at most, in microseconds.
    public long micros(double percentile) {
        return TimeUnit.NANOSECONDS.toMicros(latencies.getValueAtPercentile(percentile));
    }
}
