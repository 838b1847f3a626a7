package io.roadrunner.listener;

import io.roadrunner.connection.Drain;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The slots of a listener and the connections that hold them. A slot is taken before any work for
/// a connection and given back exactly once, by the task that holds it. Any thread.
final class ConnectionRegistry {
    private final int maxClients;
    private final AtomicInteger slots = new AtomicInteger();
    private final Set<ConnectionTask> live = ConcurrentHashMap.newKeySet();
    private final LongAdder rejected = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();

    /// The drain that every connection takes part in, also one that is only just accepted.
    private volatile @Nullable Drain drain;

    ConnectionRegistry(int maxClients) {
        this.maxClients = maxClients;
    }

    /// Takes a slot.
    ///
    /// @return false when all are taken
    boolean acquireSlot() {
        while (true) {
            int taken = slots.get();
            if (taken >= maxClients) {
                rejected.increment();
                return false;
            }
            if (slots.compareAndSet(taken, taken + 1)) {
                return true;
            }
        }
    }

    /// Gives back slots, but never below none.
    void releaseSlots(int count) {
        int left = slots.updateAndGet(taken -> Math.max(0, taken - count));
        if (left == 0 && drain != null) {
            signalEmptied();
        }
    }

    private void signalEmptied() {
        lock.lock();
        try {
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A refusal for another reason than a lack of slots.
    void countRejected() {
        rejected.increment();
    }

    void add(ConnectionTask task) {
        live.add(task);
    }

    void remove(ConnectionTask task) {
        live.remove(task);
    }

    Collection<ConnectionTask> live() {
        return Collections.unmodifiableSet(live);
    }

    int taken() {
        return slots.get();
    }

    int liveCount() {
        return live.size();
    }

    int maxClients() {
        return maxClients;
    }

    long rejected() {
        return rejected.sum();
    }

    /// The drain that a new connection has to join, or null.
    @Nullable Drain drain() {
        return drain;
    }

    /// Tells every connection of a drain. One that is accepted at this moment sees it by itself.
    void broadcast(Drain next) {
        drain = next;
        for (ConnectionTask task : live) {
            task.drain(next);
        }
    }

    /// Waits until no slot is taken.
    ///
    /// @return false when some are left after that time
    boolean awaitEmpty(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (slots.get() > 0) {
                if (left <= 0) {
                    return false;
                }
                left = emptied.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
