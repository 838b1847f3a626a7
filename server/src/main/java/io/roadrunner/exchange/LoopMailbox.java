package io.roadrunner.exchange;

import io.roadrunner.http.Disconnected;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Mailbox;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bounded queue of messages for one request. Any thread sends; the thread of the request takes.
/// What the server itself has to say ([DrainNotice], [Disconnected]) has a place of its own, so
/// that a full mailbox cannot keep it away; both come before the messages that are still waiting.
final class LoopMailbox implements Mailbox {
    /// Taken when the body is to end at once.
    static final Object END = new Object();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Object> messages = new ArrayDeque<>();
    private final int capacity;
    private @Nullable DrainNotice notice;
    private @Nullable Disconnected disconnected;
    private boolean ended;
    private boolean closed;

    /// @param capacity how many messages may wait; one more is refused
    LoopMailbox(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public boolean send(Object message) {
        lock.lock();
        try {
            if (closed || disconnected != null || messages.size() >= capacity) {
                return false;
            }
            messages.add(message);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// Tells of a drain; a later notice replaces one that has not been taken.
    void deliverDrain(DrainNotice drain) {
        lock.lock();
        try {
            notice = drain;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Asks for the end of the body.
    void deliverEnd() {
        lock.lock();
        try {
            ended = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Tells that the peer has gone.
    void deliverDisconnect(Disconnected message) {
        lock.lock();
        try {
            disconnected = message;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next message.
    ///
    /// @throws InterruptedException when the request is cut
    Object take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Object next = poll();
                if (next != null) {
                    return next;
                }
                arrived.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object poll() {
        if (disconnected != null) {
            return disconnected;
        }
        if (ended) {
            return END;
        }
        if (notice != null) {
            DrainNotice taken = notice;
            notice = null;
            return taken;
        }
        return messages.poll();
    }

    /// Refuses and forgets all messages from now on.
    void close() {
        lock.lock();
        try {
            closed = true;
            messages.clear();
        } finally {
            lock.unlock();
        }
    }
}
