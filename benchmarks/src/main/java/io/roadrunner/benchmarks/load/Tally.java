package io.roadrunner.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// What a thread has counted, or all of them together. Owned by the thread that counts.
final class Tally {
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1_000;

    private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
    private final List<String> errors = new ArrayList<>();
    private long echoes;

    /// An echo that is not measured.
    void add() {
        echoes++;
    }

    /// An echo that is measured, with the time that it took.
    void add(long nanos) {
        echoes++;
        latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    /// A connection that came to a bad end.
    void addError(String error) {
        errors.add(error);
    }

    void addAll(Tally other) {
        echoes += other.echoes;
        latencies.add(other.latencies);
        errors.addAll(other.errors);
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    /// What is printed of it.
    ///
    /// @param time how long was measured
    String summary(Duration time) {
        long measured = latencies.getTotalCount();
        String line =
                String.format(
                        Locale.ROOT,
                        "messages/s %.0f  p50 %.0f us  p99 %.0f us  p99.9 %.0f us  max %.0f us%n"
                                + "measured %d  with warm-up %d  errors %d",
                        measured * 1e9 / time.toNanos(),
                        micros(50),
                        micros(99),
                        micros(99.9),
                        micros(100),
                        measured,
                        echoes,
                        errors.size());
        return errors.isEmpty() ? line : line + "; the first: " + errors.getFirst();
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
}
