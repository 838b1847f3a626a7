package io.roadrunner.listener;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// The one thread of a `Roadrunner` that looks at the clock: every 100 ms it moves the coarse time
/// and lets each listener wake or cut what is overdue. There are no other timers.
public final class Reaper implements AutoCloseable {
    /// How far apart two rounds are: the precision of every deadline.
    static final long TICK_NANOS = 100_000_000L;

    private static final System.Logger LOGGER = System.getLogger(Reaper.class.getName());

    private final SystemClock clock;
    private final List<Chore> chores = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /// What is done in every round; must not block.
    @FunctionalInterface
    interface Chore {
        /// Does one round.
        ///
        /// @param nowNanos the time of this round
        void tick(long nowNanos);
    }

    /// Starts the thread.
    ///
    /// @param clock whose coarse time it moves
    public Reaper(SystemClock clock) {
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("roadrunner/reaper").start(this::run);
    }

    void add(Chore chore) {
        chores.add(chore);
    }

    void remove(Chore chore) {
        chores.remove(chore);
    }

    private void run() {
        while (!closed) {
            // A subscriber to telemetry that left this set would make park return at once.
            Thread.interrupted();
            LockSupport.parkNanos(this, TICK_NANOS);
            long now = clock.tick();
            for (Chore chore : chores) {
                tick(chore, now);
            }
        }
    }

    private static void tick(Chore chore, long now) {
        try {
            chore.tick(now);
        } catch (Throwable failure) {
            // The thread must live: without it no deadline of any listener would be kept.
            report(failure);
        }
    }

    private static void report(Throwable failure) {
        try {
            LOGGER.log(Level.ERROR, "a round of the reaper failed", failure);
        } catch (Throwable unreportable) {
            // A log that needs a file descriptor when there is none must not end the thread either.
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
