package io.roadrunner.http1;

import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Reads ahead on a virtual thread of its own while a handler runs, because the only way to see a
/// peer go is to read. What it reads is kept for the connection's thread, who gets every byte
/// through [#take]; a blocked read cannot be called back, so the watch stays the reader until that
/// thread has taken over. Bounded: it stops when its buffer is full.
final class DisconnectWatch {
    private static final int CAPACITY = 1024;

    private final Transport transport;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteBuffer ahead = ByteBuffer.allocate(CAPACITY);
    private Runnable onDisconnect;
    private boolean wanted;
    private boolean stopped;
    private boolean ended;

    private DisconnectWatch(Transport transport, Runnable onDisconnect) {
        this.transport = transport;
        this.onDisconnect = onDisconnect;
    }

    /// Starts to read.
    ///
    /// @param onDisconnect called once, by the watching thread, when the peer ends its side
    static DisconnectWatch start(Transport transport, Runnable onDisconnect) {
        DisconnectWatch watch = new DisconnectWatch(transport, onDisconnect);
        Thread.ofVirtual().name(Thread.currentThread().getName() + "/watch").start(watch::run);
        return watch;
    }

    /// Goes on watching for another request.
    ///
    /// @return false when the watch is over and a new one is needed
    boolean continueFor(Runnable action) {
        lock.lock();
        try {
            wanted = false;
            onDisconnect = action;
            if (!ended) {
                return !stopped;
            }
        } finally {
            lock.unlock();
        }
        action.run();
        return true;
    }

    private void run() {
        ByteBuffer scratch = ByteBuffer.allocate(CAPACITY);
        try {
            boolean more = true;
            while (more) {
                scratch.clear().limit(room());
                more = scratch.hasRemaining() && deliver(readSome(scratch), scratch.flip());
            }
        } finally {
            stop();
        }
    }

    private int room() {
        lock.lock();
        try {
            return ahead.remaining();
        } finally {
            lock.unlock();
        }
    }

    private int readSome(ByteBuffer target) {
        try {
            return transport.read(target);
        } catch (IOException e) {
            return -1;
        }
    }

    private boolean deliver(int read, ByteBuffer bytes) {
        Runnable action;
        lock.lock();
        try {
            if (read >= 0) {
                ahead.put(bytes);
                // Decided here and not in stop(), so that nobody relies on a watch that ends.
                stopped = wanted || !ahead.hasRemaining();
                changed.signalAll();
                return !stopped;
            }
            ended = true;
            action = onDisconnect;
        } finally {
            lock.unlock();
        }
        action.run();
        return false;
    }

    private void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes what was read ahead, waiting for it if there is nothing yet.
    ///
    /// @return how many bytes were put into the target, -1 at the end of the input, 0 when the
    ///   watch is over and the caller reads by itself from now on
    int take(ByteBuffer target) {
        lock.lock();
        try {
            wanted = true;
            while (ahead.position() == 0 && !stopped) {
                changed.awaitUninterruptibly();
            }
            int available = ahead.position();
            if (available == 0) {
                return ended ? -1 : 0;
            }
            int count = Math.min(available, target.remaining());
            target.put(ahead.flip().limit(count));
            ahead.limit(available).compact();
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Whether bytes wait to be taken.
    boolean hasAhead() {
        lock.lock();
        try {
            return ahead.position() > 0;
        } finally {
            lock.unlock();
        }
    }
}
