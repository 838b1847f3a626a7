package io.roadrunner.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/// Wakes who waits until no request is in flight. One for all listeners of a `Roadrunner`, each of
/// which counts for itself: what is waited for is their sum. Costs nothing while nobody waits. Any
/// thread.
public final class IdleSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    /// Nobody waits yet.
    public IdleSignal() {}

    /// A counter has come to none, or does not count any more. It is changed before this is called,
    /// and who waits has said so before it reads the counters: one of the two sees the other.
    public void signal() {
        if (waiting.get() == 0) {
            return;
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until nothing is in flight or the time is over.
    ///
    /// @param inFlight reads the counters; must not block
    /// @param nanos how long at most, nothing when it is not positive
    /// @return whether nothing is in flight
    public boolean await(IntSupplier inFlight, long nanos) throws InterruptedException {
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = nanos;
            while (inFlight.getAsInt() > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }
}
