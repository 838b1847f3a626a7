package io.roadrunner.benchmarks.run.tool;

import java.time.Duration;

/// What a load tool says at its end. Immutable.
///
/// @param requests that were answered while it measured, whatever the answer was
/// @param served those that the processor time of the server is divided by: with what was answered
///   before and after it measured
/// @param time how long it measured
/// @param refusals answers with another status than success
/// @param failures connections, reads and writes that failed, answers that did not come or were
///   wrong
/// @param latency of the answers
/// @param lag how late the tool itself was with 99 of 100 requests at most, in microseconds; 0
///   where it has no times to keep
public record LoadReport(
        long requests,
        long served,
        Duration time,
        long refusals,
        long failures,
        Latency latency,
        long lag) {
    private static final double NANOS = 1e9;

    /// Percentiles in microseconds; all 0 when they were not measured.
    public record Latency(double p50, double p99, double p999) {
        /// Not measured.
        public static final Latency NONE = new Latency(0, 0, 0);
    }

    /// Answers in a second.
    public double perSecond() {
        return requests * NANOS / time.toNanos();
    }

    /// Everything that did not go well.
    public long errors() {
        return refusals + failures;
    }

    /// Whether nothing but refusals came.
    public boolean isAllRefused() {
        return requests > 0 && refusals >= requests;
    }

    /// The same with other percentiles.
    LoadReport with(Latency other) {
        return new LoadReport(requests, served, time, refusals, failures, other, lag);
    }
}
