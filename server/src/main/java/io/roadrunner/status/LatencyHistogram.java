package io.roadrunner.status;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// Counts durations in buckets whose width grows with the duration: 32 to each doubling, so that
/// what is read is never below the true value and at most 1/32 above it. Of fixed size, 9 KiB. Any
/// thread records without a lock; one at a time takes.
///
/// ```
/// duration in ns   0 … 63     64 … 127   128 … 255   …   2^39 … 2^40-1   longer
/// bucket           its own    of 2       of 4            of 2^34         the last
/// ```
final class LatencyHistogram {
    private static final int WIDTH_BITS = 5;
    private static final int PER_DOUBLING = 1 << WIDTH_BITS;

    /// Some 18 minutes. What took longer counts into the last bucket.
    private static final long LONGEST = (1L << 40) - 1;

    private static final int BUCKETS = index(LONGEST) + 1;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong longest = new AtomicLong();

    /// Counts a duration.
    ///
    /// @param nanos below zero counts as zero
    void record(long nanos) {
        long duration = Math.max(0, nanos);
        if (duration > longest.get()) {
            longest.accumulateAndGet(duration, Math::max);
        }
        counts.getAndIncrement(index(Math.min(duration, LONGEST)));
    }

    /// What was counted since the last call. A duration that another thread records meanwhile
    /// counts now or at the next call, once.
    ///
    /// @return null when there is nothing
    @Nullable Latencies take() {
        long[] taken = new long[BUCKETS];
        long total = 0;
        int top = 0;
        for (int i = 0; i < BUCKETS; i++) {
            if (counts.get(i) != 0) {
                taken[i] = counts.getAndSet(i, 0);
                total += taken[i];
                top = i;
            }
        }
        long max = longest.getAndSet(0);
        return total == 0 ? null : summary(taken, total, within(top, max));
    }

    /// The longest duration is noted before its bucket counts it, so it may have been taken without
    /// the other or the other without it: then the bucket's own bounds say it as well.
    private static long within(int bucket, long max) {
        long upper = bucket == BUCKETS - 1 ? Long.MAX_VALUE : highest(bucket);
        return Math.clamp(max, lowest(bucket), upper);
    }

    private static Latencies summary(long[] taken, long total, long max) {
        return new Latencies(
                total,
                quantile(taken, rank(total, 50), max),
                quantile(taken, rank(total, 90), max),
                quantile(taken, rank(total, 99), max),
                max);
    }

    /// How many of all are within a percentile, rounded up.
    private static long rank(long total, int percent) {
        return Math.ceilDiv(total * percent, 100);
    }

    private static long quantile(long[] taken, long rank, long max) {
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += taken[i];
            if (seen >= rank) {
                return Math.min(max, i == BUCKETS - 1 ? max : highest(i));
            }
        }
        return max;
    }

    /// The first 64 durations have a bucket each; from then on the highest six bits choose it.
    private static int index(long duration) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(duration) - 1 - WIDTH_BITS);
        return shift * PER_DOUBLING + (int) (duration >>> shift);
    }

    private static long lowest(int bucket) {
        int shift = shift(bucket);
        return (long) (bucket - shift * PER_DOUBLING) << shift;
    }

    private static long highest(int bucket) {
        return lowest(bucket) + (1L << shift(bucket)) - 1;
    }

    private static int shift(int bucket) {
        return Math.max(0, bucket / PER_DOUBLING - 1);
    }
}
