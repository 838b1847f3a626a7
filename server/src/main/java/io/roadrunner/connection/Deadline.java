package io.roadrunner.connection;

import io.roadrunner.http.DrainNotice;
import java.time.Duration;
import java.time.Instant;

/// A moment at which something ends, in both times. Immutable.
///
/// @param nanos the moment as [Clock#nanoTime()]
/// @param instant the moment as time of day, for handlers and reports
public record Deadline(long nanos, Instant instant) {
    /// No deadline at all, for a published `long`.
    public static final long NONE = Long.MAX_VALUE;

    /// From here on a time is endless: far beyond what options allow, far below what overflows.
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    /// The moment that is this far away; of an endless time one that no clock reaches, told as
    /// [DrainNotice#NEVER].
    public static Deadline in(Duration duration, Clock clock) {
        if (duration.compareTo(ENDLESS) >= 0) {
            return new Deadline(clock.nanoTime() + Long.MAX_VALUE / 2, DrainNotice.NEVER);
        }
        return new Deadline(clock.nanoTime() + duration.toNanos(), clock.now().plus(duration));
    }

    /// How many nanoseconds are left at a moment; negative when it has passed.
    public long remaining(long nowNanos) {
        return nanos - nowNanos;
    }

    /// Whether it never comes.
    public boolean isNever() {
        return instant.equals(DrainNotice.NEVER);
    }

    /// Whichever comes first.
    public Deadline earlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
