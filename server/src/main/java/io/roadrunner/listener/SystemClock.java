package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import java.time.Instant;

/// The time of the machine. The coarse time moves with each [#tick()] of the reaper.
public final class SystemClock implements Clock {
    private volatile long coarse = System.nanoTime();

    /// Starts with the time of now.
    public SystemClock() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long coarseNanoTime() {
        return coarse;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    /// Moves the coarse time to now.
    long tick() {
        long now = System.nanoTime();
        coarse = now;
        return now;
    }
}
