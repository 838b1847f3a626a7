package io.roadrunner.middleware;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Token buckets by key, at most so many of them. Any thread may take; keys are spread over stripes
/// with a lock each, which is held for a few steps only, so that counts are exact.
///
/// A bucket is one number: the time at which it will be full again. It is forgotten only when that
/// time has come, when nothing is lost with it. A key that comes while all places are taken by
/// buckets that are not full shares one with all such keys of its stripe: inventing keys evicts
/// nobody's bucket, needs no more memory and gains nothing.
final class TokenBuckets {
    private static final int STRIPES = 64;

    /// How many of the longest unused buckets are looked at for each new one.
    private static final int LOOKED_AT = 4;

    private final Stripe[] stripes = new Stripe[STRIPES];
    private final int seed = new SplittableRandom().nextInt();
    private final long interval;
    private final long capacity;

    /// @param interval nanoseconds in which one token comes back, at least 1
    /// @param burst how many tokens a full bucket has
    /// @param maxKeys how many buckets there may be, at least 64
    TokenBuckets(long interval, int burst, int maxKeys) {
        this.interval = interval;
        this.capacity = interval * burst;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe(maxKeys / STRIPES);
        }
    }

    /// Takes a token.
    ///
    /// @param key whose
    /// @param now in nanoseconds, from 0 and never less than before by more than the threads' races
    /// @return 0, or after how many nanoseconds there will be a token
    long take(Object key, long now) {
        int hash = (key.hashCode() ^ seed) * 0x9e3779b9;
        return stripes[hash >>> 26].take(key, now);
    }

    /// How many buckets there are.
    int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    /// A part of the buckets under a lock of its own.
    private final class Stripe {
        private final int places;

        /// By key, the longest unused first: when each is full again.
        private final Map<Object, Long> full = new LinkedHashMap<>(16, 0.75f, true);

        private long sharedFull;

        Stripe(int places) {
            this.places = places;
        }

        synchronized int size() {
            return full.size();
        }

        synchronized long take(Object key, long now) {
            Long known = full.get(key);
            if (known != null) {
                long after = after(known, now);
                if (after <= now + capacity) {
                    full.put(key, after);
                }
                return wait(after, now);
            }
            if (full.size() >= places && !makeRoom(now)) {
                long after = after(sharedFull, now);
                if (after <= now + capacity) {
                    sharedFull = after;
                }
                return wait(after, now);
            }
            full.put(key, now + interval);
            return 0;
        }

        private long after(long fullAt, long now) {
            return Math.max(fullAt, now) + interval;
        }

        private long wait(long after, long now) {
            return Math.max(0, after - now - capacity);
        }

        private boolean makeRoom(long now) {
            boolean room = false;
            Iterator<Long> eldest = full.values().iterator();
            for (int i = 0; i < LOOKED_AT && eldest.hasNext(); i++) {
                if (eldest.next() <= now) {
                    eldest.remove();
                    room = true;
                }
            }
            return room;
        }
    }
}
