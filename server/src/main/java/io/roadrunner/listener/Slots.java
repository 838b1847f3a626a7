package io.roadrunner.listener;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A counter with a ceiling that never goes below none, and the wait for the last slot. Any thread.
final class Slots {
    private final int ceiling;
    private final AtomicInteger taken = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();

    /// Counts the calls of [#signal()]; guarded by the lock.
    private long signals;

    /// Whether somebody waits, or will, for the last slot.
    private volatile boolean awaited;

    Slots(int ceiling) {
        this.ceiling = ceiling;
    }

    /// Takes a slot.
    ///
    /// @return false when there is none
    boolean take() {
        while (true) {
            int before = taken.get();
            if (before >= ceiling) {
                return false;
            }
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
        }
    }

    /// Gives back slots, but never below none.
    void giveBack(int count) {
        int left = taken.updateAndGet(before -> Math.max(0, before - count));
        if (left == 0 && awaited) {
            signal();
        }
    }

    int taken() {
        return taken.get();
    }

    /// Lets whoever waits look at the clock again.
    void signal() {
        lock.lock();
        try {
            signals++;
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How often [#signal()] has been called.
    long signals() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until no slot is taken, the time is over or somebody calls [#signal()].
    ///
    /// @param seen how often that had happened when the time was chosen
    /// @return whether no slot is taken
    boolean awaitNoneTaken(long nanos, long seen) throws InterruptedException {
        awaited = true;
        lock.lock();
        try {
            long left = nanos;
            while (taken.get() > 0 && signals == seen && left > 0) {
                left = emptied.awaitNanos(left);
            }
            return taken.get() == 0;
        } finally {
            lock.unlock();
        }
    }
}
