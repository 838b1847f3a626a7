package io.roadrunner.websocket;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Deadline;
import io.roadrunner.exchange.Tunnel;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Everything that a session sends, in one order: frames are appended by whoever has them and leave
/// together in one write. What the thread of the session appends waits until that thread has
/// nothing left to read, and is then written by it; for everybody else there is a virtual thread
/// that exists while there is something to write, so that neither a sender nor an interrupt of it
/// is ever in a write to the socket.
///
/// Any thread but for what it says otherwise. The lock is held for moments, never during a write.
/// What waits is bounded by one message beyond `maxQueuedBytes`.
final class SessionOutput {
    private static final int FIRST_CAPACITY = 256;

    /// More than this is not held back.
    private static final int HELD_BACK = 32 * 1024;

    private final Tunnel tunnel;
    private final Clock clock;
    private final Runnable onFailure;
    private final int maxQueued;
    private final @Nullable MessageDeflater deflater;
    private final OutgoingFrames frames = new OutgoingFrames();

    /// Held while a message is compressed and appended.
    private final ReentrantLock compressing = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private boolean writing;

    /// Whether the thread of the session, whose this is, holds back too much.
    private boolean full;

    /// Whether nothing more is taken: the close frame is the last.
    private boolean ended;

    /// Whether nothing leaves any more.
    private boolean closed;

    /// From when on the reaper lets leave what the thread of the session holds back.
    private volatile long heldNanos = Deadline.NONE;

    /// @param onFailure called without the lock when a write finds that the client is gone
    SessionOutput(
            Tunnel tunnel,
            Clock clock,
            int maxQueued,
            @Nullable MessageDeflater deflater,
            Runnable onFailure) {
        this.tunnel = tunnel;
        this.clock = clock;
        this.maxQueued = maxQueued;
        this.deflater = deflater;
        this.onFailure = onFailure;
    }

    /// Sends a data message, compressed if that is worth it.
    Sent message(Opcode opcode, byte[] payload, Patience patience) {
        Sent sent =
                deflater == null
                        ? append(opcode, payload, null, patience)
                        : compress(deflater, opcode, payload, patience);
        boolean flushes = sent == Sent.QUEUED && patience == Patience.HELD && full;
        return flushes ? flushFull() : sent;
    }

    /// Compresses in the order of what leaves, and without the lock: it takes a while.
    private Sent compress(MessageDeflater used, Opcode opcode, byte[] payload, Patience patience) {
        // Whoever waits for room must not keep from it who never waits.
        Sent room = room(patience);
        if (room != Sent.QUEUED) {
            return room;
        }
        compressing.lock();
        try {
            ByteOutput deflated = new ByteOutput(FIRST_CAPACITY);
            boolean smaller = isOpen() && used.deflate(payload, deflated);
            return append(opcode, payload, smaller ? deflated : null, patience);
        } finally {
            compressing.unlock();
        }
    }

    private Sent room(Patience patience) {
        lock.lock();
        try {
            return awaitRoom(patience);
        } finally {
            lock.unlock();
        }
    }

    private Sent append(
            Opcode opcode, byte[] payload, @Nullable ByteOutput deflated, Patience patience) {
        lock.lock();
        try {
            boolean looks = deflater == null || patience == Patience.NEVER;
            Sent sent = looks ? awaitRoom(patience) : endedOrQueued();
            if (sent != Sent.QUEUED) {
                return sent;
            }
            if (deflated == null) {
                frames.message(opcode, payload);
            } else {
                frames.compressed(opcode, deflated);
            }
            leave(patience);
            return Sent.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    private Sent flushFull() {
        try {
            flush();
            return Sent.QUEUED;
        } catch (IOException e) {
            // The client has gone; the thread of the session finds out by itself.
            return Sent.ENDED;
        }
    }

    /// Sends a ping or pong.
    Sent control(Opcode opcode, byte[] payload, Patience patience) {
        lock.lock();
        try {
            Sent sent = awaitRoom(patience);
            if (sent == Sent.QUEUED) {
                frames.control(opcode, payload);
                leave(patience);
            }
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /// Sends the close frame, behind which nothing is taken any more. Never waits.
    ///
    /// @param atOnce whether what is queued before it is dropped
    /// @return false when the output has ended before
    boolean close(int code, String reason, boolean atOnce) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            ended = true;
            if (atOnce) {
                frames.drop();
            }
            frames.close(code, reason);
            room.signalAll();
            startWriter();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Sent awaitRoom(Patience patience) {
        if (patience == Patience.NEVER) {
            return ended ? Sent.ENDED : frames.held() < maxQueued ? Sent.QUEUED : Sent.FULL;
        }
        try {
            while (!ended && frames.size() >= HELD_BACK) {
                startWriter();
                room.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sent.ENDED;
        }
        return endedOrQueued();
    }

    private Sent endedOrQueued() {
        return ended ? Sent.ENDED : Sent.QUEUED;
    }

    private void leave(Patience patience) {
        if (patience != Patience.HELD) {
            startWriter();
            return;
        }
        if (heldNanos == Deadline.NONE) {
            heldNanos = clock.coarseNanoTime() + 1;
        }
        full = frames.size() >= HELD_BACK;
    }

    private void startWriter() {
        if (!writing && !closed && frames.size() > 0) {
            writing = true;
            Thread.ofVirtual().name("roadrunner/ws/writer").start(this::writeAll);
        }
    }

    private void writeAll() {
        boolean done = false;
        try {
            ByteOutput batch = nextBatch();
            while (batch != null) {
                tunnel.write(batch.toByteBuffer());
                batch = nextAfter(batch);
            }
            done = true;
        } catch (IOException e) {
            // The client has gone, or has been cut for being too slow: what follows is the same.
            done = false;
        } finally {
            if (!done) {
                fail();
            }
        }
    }

    /// Lets leave what is held back, by this thread unless another one is at it. For the thread of
    /// the session alone, before it waits for the client.
    ///
    /// @throws IOException when the client is gone
    void flush() throws IOException {
        ByteOutput batch = ownBatch();
        if (batch == null) {
            return;
        }
        try {
            tunnel.write(batch.toByteBuffer());
        } catch (IOException e) {
            fail();
            throw e;
        }
        lock.lock();
        try {
            frames.recycle(batch);
            writing = false;
            // What has come meanwhile must not keep this thread from reading.
            startWriter();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ByteOutput ownBatch() {
        lock.lock();
        try {
            heldNanos = Deadline.NONE;
            if (writing || closed || frames.size() == 0) {
                return null;
            }
            writing = true;
            return takeBatch();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ByteOutput nextAfter(ByteOutput batch) {
        lock.lock();
        try {
            frames.recycle(batch);
            return nextBatch();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ByteOutput nextBatch() {
        lock.lock();
        try {
            if (frames.size() > 0 && !closed) {
                return takeBatch();
            }
            writing = false;
            room.signalAll();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private ByteOutput takeBatch() {
        heldNanos = Deadline.NONE;
        room.signalAll();
        return frames.take();
    }

    /// Waits until everything has left, the close frame with it. For the thread of the session.
    ///
    /// @throws InterruptedException when the session is cut
    void awaitFlushed() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && (writing || frames.size() > 0)) {
                startWriter();
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        end();
        onFailure.run();
    }

    /// Nothing leaves any more; whoever waits goes on.
    void end() {
        lock.lock();
        try {
            ended = true;
            closed = true;
            writing = false;
            heldNanos = Deadline.NONE;
            frames.drop();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// When something is held back for too long.
    long heldNanos() {
        return heldNanos;
    }

    /// Lets leave what is held back for too long. For the reaper, which must not wait: a large
    /// message may be compressed at this moment, and who does that is seen to next time.
    void release() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            heldNanos = Deadline.NONE;
            startWriter();
        } finally {
            lock.unlock();
        }
    }

    /// Frees what compresses, after the end: nobody is at it any more.
    void free() {
        if (deflater == null) {
            return;
        }
        compressing.lock();
        try {
            deflater.close();
        } finally {
            compressing.unlock();
        }
    }

    /// Gives back what an idle session does not need.
    void hibernate() {
        lock.lock();
        try {
            frames.hibernate();
        } finally {
            lock.unlock();
        }
    }

    /// Whether messages are still taken.
    boolean isOpen() {
        lock.lock();
        try {
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /// What was taken, once nothing more is: after [#end()].
    OutgoingFrames taken() {
        lock.lock();
        try {
            return frames;
        } finally {
            lock.unlock();
        }
    }
}
