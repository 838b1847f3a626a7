package io.roadrunner.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts the requests in flight of one listener and holds their number under a ceiling that may be
/// changed while serving. Any thread.
public final class Admission {
    private final AtomicInteger active = new AtomicInteger();
    private final LongAdder served = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private final IdleSignal idle;
    private final @Nullable SharedCeiling shared;
    private volatile int ceiling;

    /// @param ceiling how many requests may run at once, 0 for any number
    /// @param idle who is told when no request is left
    /// @param shared the ceiling over this and other listeners, null without
    public Admission(int ceiling, IdleSignal idle, @Nullable SharedCeiling shared) {
        this.ceiling = ceiling;
        this.idle = idle;
        this.shared = shared;
    }

    /// The counter of a listener for itself.
    ///
    /// @param ceiling how many requests may run at once, 0 for any number
    public static Admission alone(int ceiling) {
        return new Admission(ceiling, new IdleSignal(), null);
    }

    /// Counts for the shared ceiling from now on, until [#close()].
    public void open() {
        if (shared != null) {
            shared.join(this);
        }
    }

    /// Does not count for the shared ceiling any more.
    public void close() {
        if (shared != null) {
            shared.part(this);
        }
    }

    /// Counts a request in. It is to be counted out by [#leave] whatever the answer is, so that a
    /// refusal is in flight too while it is being written.
    ///
    /// @return false when it exceeds a ceiling and must be refused
    public boolean enter() {
        int running = active.incrementAndGet();
        served.increment();
        int limit = ceiling;
        boolean room = limit == 0 || running <= limit;
        if (shared != null) {
            room = sharedRoom(shared, room);
        }
        if (!room) {
            throttled.increment();
        }
        return room;
    }

    private static boolean sharedRoom(SharedCeiling shared, boolean ownRoom) {
        if (!ownRoom) {
            shared.refuse();
            return false;
        }
        return shared.admits();
    }

    /// Counts a request out.
    ///
    /// @param admitted what [#enter()] said of it
    public void leave(boolean admitted) {
        int left =
                admitted || shared == null ? active.decrementAndGet() : shared.leaveRefused(active);
        if (left <= 0) {
            idle.signal();
        }
    }

    /// Counts requests out that nobody works on any more, but never below none.
    public void correctBy(int lost) {
        active.updateAndGet(running -> Math.max(0, running - lost));
        if (shared != null) {
            shared.correct();
        }
        idle.signal();
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
