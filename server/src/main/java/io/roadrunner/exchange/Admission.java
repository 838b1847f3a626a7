package io.roadrunner.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Counts the requests in flight of one listener and holds their number under a ceiling that may be
/// changed while serving. Any thread.
public final class Admission {
    private final AtomicInteger active = new AtomicInteger();
    private final LongAdder served = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private volatile int ceiling;

    /// @param ceiling how many requests may run at once, 0 for any number
    public Admission(int ceiling) {
        this.ceiling = ceiling;
    }

    /// Counts a request in. It is to be counted out by [#leave()] whatever the answer is, so that a
    /// refusal is in flight too while it is being written.
    ///
    /// @return false when it exceeds the ceiling and must be refused
    public boolean enter() {
        int running = active.incrementAndGet();
        served.increment();
        int limit = ceiling;
        if (limit > 0 && running > limit) {
            throttled.increment();
            return false;
        }
        return true;
    }

    /// Counts a request out.
    public void leave() {
        active.decrementAndGet();
    }

    /// Counts requests out that nobody works on any more, but never below none.
    public void correctBy(int lost) {
        active.updateAndGet(running -> Math.max(0, running - lost));
    }

    /// How many requests are in flight.
    public int active() {
        return active.get();
    }

    /// How many requests have been counted in so far.
    public long served() {
        return served.sum();
    }

    /// How many of them were refused.
    public long throttled() {
        return throttled.sum();
    }

    /// Counts one that a rate limit refuses.
    void countRateLimited() {
        rateLimited.increment();
    }

    /// How many of them rate limits have refused.
    public long rateLimited() {
        return rateLimited.sum();
    }

    /// Changes the ceiling; 0 for none. Requests that run already are not touched.
    public void limitTo(int ceiling) {
        this.ceiling = ceiling;
    }

    /// The ceiling, 0 for none.
    public int ceiling() {
        return ceiling;
    }
}
