package io.roadrunner.http1;

import io.roadrunner.connection.Clock;
import java.time.Instant;

/// A clock that stands until a test moves it. Any thread.
final class FakeClock implements Clock {
    private volatile long nanos = 1_000_000_000L;

    /// Moves both times.
    void advance(long by) {
        nanos = nanos + by;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long coarseNanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
