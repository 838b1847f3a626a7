package io.roadrunner.connection;

import java.time.Instant;

/// Where everything that measures time gets it from, so that tests can stand at any moment. Any
/// thread may ask.
public interface Clock {
    /// A monotonic time in nanoseconds, exact.
    long nanoTime();

    /// A recent value of [#nanoTime()], late by at most one tick of the reaper (100 ms): what
    /// deadlines are made of, because it costs one memory read.
    long coarseNanoTime();

    /// The time of day.
    Instant now();

    /// The time of day at a moment of [#nanoTime()].
    default Instant instantAt(long nanos) {
        return now().plusNanos(nanos - nanoTime());
    }
}
