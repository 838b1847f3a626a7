package io.roadrunner.listener;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Drain;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The slots of a listener and the connections that hold them. A slot is taken before any work for
/// a connection and given back exactly once, by the task that holds it. Any thread.
final class ConnectionRegistry {
    private final Slots slots;
    private final Set<ConnectionTask> live = ConcurrentHashMap.newKeySet();
    private final LongAdder rejected = new LongAdder();

    /// The drain that every connection takes part in, also one that is only just accepted.
    private volatile @Nullable Drain drain;

    ConnectionRegistry(int maxClients) {
        this.slots = new Slots(maxClients);
    }

    /// Takes a slot for a task. The task counts as live before it holds the slot and until after it
    /// has given it back, so that there are never fewer live tasks than slots in use.
    ///
    /// @return false when all slots are taken
    boolean acquire(ConnectionTask task) {
        live.add(task);
        boolean taken = slots.take();
        if (!taken) {
            live.remove(task);
            rejected.increment();
        }
        return taken;
    }

    /// Gives back the slot of a task; once for each task that has one.
    void release(ConnectionTask task) {
        releaseSlots(1);
        live.remove(task);
    }

    /// Gives back slots that nobody holds any more, but never below none.
    void releaseSlots(int count) {
        slots.giveBack(count);
    }

    /// Lets whoever waits for the end look at the clock again.
    void signalEmptied() {
        slots.signal();
    }

    /// A refusal for another reason than a lack of slots.
    void countRejected() {
        rejected.increment();
    }

    Collection<ConnectionTask> live() {
        return Collections.unmodifiableSet(live);
    }

    int taken() {
        return slots.taken();
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

    /// Lets connections say their last words and cuts those that have none.
    ///
    /// @return whether there are any that need a moment
    boolean bidFarewell(CloseCause cause) {
        boolean speaking = false;
        for (ConnectionTask task : live) {
            if (task.bidFarewell()) {
                speaking = true;
            } else {
                task.cut(cause);
            }
        }
        return speaking;
    }

    /// Cuts every connection.
    void cut(CloseCause cause) {
        for (ConnectionTask task : live) {
            task.cut(cause);
        }
    }

    /// How often [#signalEmptied()] has been called.
    long signals() {
        return slots.signals();
    }

    /// Waits until no slot is taken, the time is over or somebody calls [#signalEmptied()].
    ///
    /// @param seen how often that had happened when the time was chosen
    /// @return whether no slot is taken
    boolean awaitEmpty(long nanos, long seen) throws InterruptedException {
        return slots.awaitNoneTaken(nanos, seen);
    }
}
