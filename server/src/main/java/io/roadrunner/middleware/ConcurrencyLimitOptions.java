package io.roadrunner.middleware;

import io.roadrunner.http.OptionProblems;
import java.time.Duration;

/// How many requests run at the same time. Immutable.
///
/// @param maxConcurrent how many may run; 1 to 1 000 000
/// @param maxQueued how many more may wait; 0 to 1 000 000, default 0
/// @param maxWait how long one waits at most; 0 to 1 hour, default 0
public record ConcurrencyLimitOptions(int maxConcurrent, int maxQueued, Duration maxWait) {
    private static final int MILLION = 1_000_000;

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public ConcurrencyLimitOptions {
        boolean inRange = !maxWait.isNegative() && maxWait.compareTo(Duration.ofHours(1)) <= 0;
        new OptionProblems()
                .range("maxConcurrent", maxConcurrent, 1, MILLION)
                .range("maxQueued", maxQueued, 0, MILLION)
                .require(inRange, "maxWait must be 0 to 1 hour, not " + maxWait)
                .require(
                        maxQueued == 0 || !maxWait.isZero(),
                        "maxQueued wants a maxWait of more than 0")
                .throwIfAny();
    }

    /// So many at the same time, and none waits.
    public static ConcurrencyLimitOptions of(int maxConcurrent) {
        return new ConcurrencyLimitOptions(maxConcurrent, 0, Duration.ZERO);
    }

    /// These options with a queue.
    public ConcurrencyLimitOptions withQueue(int maxQueued, Duration maxWait) {
        return new ConcurrencyLimitOptions(maxConcurrent, maxQueued, maxWait);
    }
}
