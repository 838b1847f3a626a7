package io.roadrunner.listener;

import io.roadrunner.connection.Drain;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /// Counts the calls of [#signalEmptied()]; guarded by the lock.
    private long signals;

    /// Whether somebody waits, or will, for the last slot.
    private volatile boolean awaited;

    /// The drain that every connection takes part in, also one that is only just accepted.
    private volatile @Nullable Drain drain;

    ConnectionRegistry(int maxClients) {
        this.maxClients = maxClients;
    }

    /// Takes a slot for a task. The task counts as live before it holds the slot and until after it
    /// has given it back, so that there are never fewer live tasks than slots in use.
    ///
    /// @return false when all slots are taken
    boolean acquire(ConnectionTask task) {
        live.add(task);
        while (true) {
            int taken = slots.get();
            if (taken >= maxClients) {
                live.remove(task);
                rejected.increment();
                return false;
            }
            if (slots.compareAndSet(taken, taken + 1)) {
                return true;
            }
        }
    }

    /// Gives back the slot of a task; once for each task that has one.
    void release(ConnectionTask task) {
        releaseSlots(1);
        live.remove(task);
    }

    /// Gives back slots, but never below none.
    void releaseSlots(int count) {
        int left = slots.updateAndGet(taken -> Math.max(0, taken - count));
        if (left == 0 && awaited) {
            signalEmptied();
        }
    }

    /// Lets whoever waits look at the clock again.
    void signalEmptied() {
        lock.lock();
        try {
            signals++;
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A refusal for another reason than a lack of slots.
    void countRejected() {
        rejected.increment();
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

    long rejected() {
        return rejected.sum();
    }

    /// The drain that a new connection has to join, or null.
    @Nullable Drain drain() {
        return drain;
    }

    /// Tells every connection of a drain. One that is accepted at this moment sees it by itself.
    void broadcast(Drain next) {
        synchronized (live) {
            Drain before = drain;
            drain = before == null ? next : before.and(next);
        }
        for (ConnectionTask task : live) {
            task.drain(next);
        }
    }

    /// Waits until no slot is taken, the time is over or somebody calls [#signalEmptied()].
    ///
    /// @return whether no slot is taken
    boolean awaitEmpty(long nanos) throws InterruptedException {
        awaited = true;
        lock.lock();
        try {
            long seen = signals;
            long left = nanos;
            while (slots.get() > 0 && signals == seen && left > 0) {
                left = emptied.awaitNanos(left);
            }
            return slots.get() == 0;
        } finally {
            lock.unlock();
        }
    }
}
