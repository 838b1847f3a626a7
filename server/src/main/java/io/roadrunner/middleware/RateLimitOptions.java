package io.roadrunner.middleware;

import io.roadrunner.http.OptionProblems;
import io.roadrunner.http.Request;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// How many requests of one key are admitted. Immutable.
///
/// @param permits how many requests each period allows; 1 to 1 000 000
/// @param period 1 ms to 1 day
/// @param burst how many may come at once after a pause; 1 to 1 000 000, and not so many that they
///   take more than 366 days to come back; as many as the permits unless said otherwise
/// @param maxKeys how many keys are remembered, each with about 150 bytes; 64 to 10 000 000,
///   default 65 536 (own). Further keys share a bucket
/// @param key what is counted together; default [ClientKey#of], the address of the peer
/// @param nanoTime the clock in nanoseconds, default [System#nanoTime]
public record RateLimitOptions(
        int permits,
        Duration period,
        int burst,
        int maxKeys,
        Function<Request, ?> key,
        LongSupplier nanoTime) {
    private static final int MILLION = 1_000_000;
    private static final long MAX_REFILL_NANOS = Duration.ofDays(366).toNanos();

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public RateLimitOptions {
        OptionProblems problems =
                new OptionProblems()
                        .range("permits", permits, 1, MILLION)
                        .range("burst", burst, 1, MILLION)
                        .range("maxKeys", maxKeys, 64, 10 * MILLION);
        boolean inRange =
                period.compareTo(Duration.ofMillis(1)) >= 0
                        && period.compareTo(Duration.ofDays(1)) <= 0;
        problems.require(inRange, "period must be 1 ms to 1 day, not " + period).throwIfAny();
        problems.require(
                        period.toNanos() / permits <= MAX_REFILL_NANOS / burst,
                        "a burst of " + burst + " takes more than 366 days to come back")
                .throwIfAny();
    }

    /// So many requests in each period of every client, all of them at once if they like.
    public static RateLimitOptions of(int permits, Duration period) {
        return new RateLimitOptions(
                permits, period, permits, 65_536, ClientKey::of, System::nanoTime);
    }

    /// These options with another burst.
    public RateLimitOptions withBurst(int burst) {
        return new RateLimitOptions(permits, period, burst, maxKeys, key, nanoTime);
    }

    /// These options with another number of keys.
    public RateLimitOptions withMaxKeys(int count) {
        return new RateLimitOptions(permits, period, burst, count, key, nanoTime);
    }

    /// These options with another key, such as that of an account. It is called for each request by
    /// several threads, before the body is read; what it returns has `equals` and `hashCode`.
    public RateLimitOptions withKey(Function<Request, ?> key) {
        return new RateLimitOptions(permits, period, burst, maxKeys, key, nanoTime);
    }

    /// These options with another clock, for tests.
    public RateLimitOptions withNanoTime(LongSupplier nanoTime) {
        return new RateLimitOptions(permits, period, burst, maxKeys, key, nanoTime);
    }
}
