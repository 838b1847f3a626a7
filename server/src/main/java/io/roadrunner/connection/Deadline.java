package io.roadrunner.connection;

import java.time.Duration;
import java.time.Instant;

/// A moment at which something ends, in both times. Immutable.
///
/// @param nanos the moment as [Clock#nanoTime()]
/// @param instant the moment as time of day, for handlers and reports
public record Deadline(long nanos, Instant instant) {
    /// No deadline at all, for a published `long`.
    public static final long NONE = Long.MAX_VALUE;

    /// The moment that is this far away.
    public static Deadline in(Duration duration, Clock clock) {
        return new Deadline(clock.nanoTime() + duration.toNanos(), clock.now().plus(duration));
    }

    /// How many nanoseconds are left at a moment; negative when it has passed.
    public long remaining(long nowNanos) {
        return nanos - nowNanos;
    }

    /// Whichever comes first.
    public Deadline earlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
