package io.roadrunner.benchmarks.run.openloop;

/// When each request is due: evenly spread, whatever became of those before. Immutable.
///
/// @param startNanos when the first one is due, `System.nanoTime`
/// @param perSecond how many are due in a second, at least 1
/// @param seconds for how long
record Schedule(long startNanos, long perSecond, double seconds) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// How many there are.
    long count() {
        return Math.round(perSecond * seconds);
    }

    /// When the request with this number, counted from 0, is due.
    long dueNanos(long number) {
        return startNanos + (long) (number * NANOS_PER_SECOND / perSecond);
    }

    /// When it is over.
    long endNanos() {
        return startNanos + (long) (seconds * NANOS_PER_SECOND);
    }
}
