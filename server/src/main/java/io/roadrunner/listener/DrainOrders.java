package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one drain has told the connections so far: its stage and its deadline, which only comes
/// nearer. Whoever changes one of them gets what is to be told, so that no connection hears the
/// older half of two changes that cross. Any thread.
final class DrainOrders {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition nearer = lock.newCondition();
    private volatile Deadline deadline;
    private @Nullable Drain last;

    DrainOrders(Deadline deadline) {
        this.deadline = deadline;
    }

    /// When what is left will be cut.
    Deadline deadline() {
        return deadline;
    }

    /// Goes to a stage.
    ///
    /// @return what is to be told
    Drain begin(Drain.Stage stage) {
        lock.lock();
        try {
            Drain next = new Drain(deadline, stage);
            last = next;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// Asks for an earlier end; a later one is ignored.
    ///
    /// @return what is to be told, null when it is nothing
    @Nullable Drain bringForward(Deadline other) {
        lock.lock();
        try {
            if (other.remaining(deadline.nanos()) >= 0) {
                return null;
            }
            deadline = other;
            nearer.signalAll();
            Drain told = last;
            last = told == null ? null : new Drain(other, told.stage());
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a moment, or less if the deadline comes before it.
    void pause(long untilNanos, Clock clock) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = clock.nanoTime();
                long left = Math.min(untilNanos - now, deadline.remaining(now));
                if (left <= 0) {
                    return;
                }
                nearer.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
