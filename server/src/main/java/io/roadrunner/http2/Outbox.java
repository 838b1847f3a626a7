package io.roadrunner.http2;

import io.roadrunner.hpack.HpackEncoder;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Everything that leaves a connection, in one order: frames are appended by whoever has them, and
/// one writer at a time sends all that is there in one write. The writer is a virtual thread of its
/// own that starts when there is something to send and ends when there is not, so that neither the
/// thread that reads nor a handler, who may be interrupted, is ever in a write to the socket. A
/// request that is over as the only one sends its last words itself: nobody else would have
/// anything to add, and the turn of another thread is a good part of what it costs
/// (docs/decisions/010).
///
/// Guarded by the lock of the connection, which whoever calls holds unless it says otherwise; the
/// lock is never held during a write. What waits here is bounded: content is taken from its stream
/// only when there is room for it, everything else waits for room before it is appended, and what
/// the reading thread answers has a bound of its own.
final class Outbox {
    /// How much leaves in one write.
    private static final int BATCH = 64 * 1024;

    /// How much may wait for a peer that makes this side talk but does not listen.
    private static final int LARGEST_BACKLOG = 4 * BATCH;

    private static final int FIRST_CAPACITY = 512;

    /// How small the pieces may be in which a receiver gives back its windows.
    private static final int OCTETS_OF_UPDATE = 512;

    /// The most that a request sends itself.
    private static final int LARGEST_LITTLE = 4096;

    /// What is given back when the connection is idle.
    private static final int LARGEST_KEPT = 4096;

    private final Transport transport;
    private final ReentrantLock lock;
    private final WriteTimer timer;
    private final Runnable onFailure;
    private final Condition room;
    private final HpackEncoder encoder = new HpackEncoder();
    private final SendQueue queue = new SendQueue();
    private final SendWindow window = new SendWindow(Http2Settings.INITIAL_WINDOW);
    private FrameOutput pending = new FrameOutput(FIRST_CAPACITY);
    private FrameOutput leaving = new FrameOutput(FIRST_CAPACITY);
    private int frameSize = Http2Settings.MAX_FRAME_SIZE;
    private boolean writing;
    private boolean closed;
    private boolean finishing;
    private int framesSent;
    private int updatesDue;

    /// @param onFailure called without the lock when the connection turns out to be gone
    Outbox(Transport transport, ReentrantLock lock, WriteTimer timer, Runnable onFailure) {
        this.transport = transport;
        this.lock = lock;
        this.timer = timer;
        this.onFailure = onFailure;
        this.room = lock.newCondition();
    }

    /// What the peer may still be sent, all streams together.
    SendWindow window() {
        return window;
    }

    HpackEncoder encoder() {
        return encoder;
    }

    int frameSize() {
        return frameSize;
    }

    void frameSize(int largest) {
        frameSize = largest;
    }

    /// Where frames are appended that the peer must get whatever else happens.
    ///
    /// @throws Http2Exception.OfConnection when the peer makes this side talk but does not listen
    FrameOutput control() throws Http2Exception.OfConnection {
        if (isBacklogged() && !closed) {
            throw new Http2Exception.OfConnection(
                    ErrorCode.ENHANCE_YOUR_CALM, "the peer does not read what it asks for");
        }
        return last();
    }

    /// Whether more waits than the peer should let wait.
    boolean isBacklogged() {
        return pending.size() > LARGEST_BACKLOG;
    }

    /// Where frames are appended, however much waits already: the last words of a stream or of the
    /// connection.
    FrameOutput last() {
        if (closed) {
            pending.clear();
        }
        return pending;
    }

    /// Waits until frames can be appended for a stream.
    ///
    /// @throws InterruptedException when the handler is interrupted meanwhile
    void awaitRoom(Http2Stream stream) throws InterruptedException {
        while (pending.size() >= BATCH && !closed && stream.failure() == null) {
            send();
            room.await();
        }
    }

    /// Whether content can be appended at once, in front of nobody.
    boolean hasRoomFor(Http2Stream stream, int octets) {
        return queue.isEmpty()
                && octets <= window.octets()
                && octets <= stream.sendWindow().octets()
                && pending.size() + octets <= BATCH + FrameType.HEADER_LENGTH;
    }

    /// Appends content that there is room for.
    void append(Http2Stream stream, ByteBuffer content, boolean end) {
        do {
            int length = Math.min(content.remaining(), frameSize);
            window.take(length);
            stream.sendWindow().take(length);
            boolean last = end && length == content.remaining();
            pending.data(stream.id(), content, length, last);
            count(length);
        } while (content.hasRemaining());
    }

    /// Lets a stream take its turns if it has something to send that its window lets through.
    void enqueue(Http2Stream stream) {
        if (stream.canSend() && !stream.isQueued()) {
            stream.queued(true);
            queue.add(stream);
        }
    }

    /// Lets a stream take no more turns.
    void remove(Http2Stream stream) {
        if (stream.isQueued()) {
            stream.queued(false);
            queue.remove(stream);
        }
    }

    /// Changes how urgent the response of a stream is.
    void prioritize(Http2Stream stream, StreamPriority priority) {
        boolean queued = stream.isQueued();
        remove(stream);
        stream.priority(priority);
        if (queued) {
            enqueue(stream);
        }
    }

    /// A receiver that reads a frame in pieces gives back as many, each for the stream and for the
    /// connection.
    private void count(int octets) {
        framesSent++;
        updatesDue += 2 + octets / OCTETS_OF_UPDATE;
    }

    /// How many WINDOW_UPDATE frames may answer what was sent since this was last asked.
    int takeUpdatesDue() {
        int due = updatesDue;
        updatesDue = 0;
        return due;
    }

    /// How many DATA frames have been sent since this was last asked.
    int takeFramesSent() {
        int sent = framesSent;
        framesSent = 0;
        return sent;
    }

    /// Ends the output when everything has left that is here now.
    void finish() {
        finishing = true;
        send();
    }

    /// Starts the writer unless it runs or has nothing to do.
    void send() {
        if (!writing && !closed && hasWork()) {
            writing = true;
            startWriter();
        }
    }

    private boolean hasWork() {
        return pending.size() > 0 || finishing || (window.isOpen() && !queue.isEmpty());
    }

    private void startWriter() {
        Thread.ofVirtual().name("roadrunner/h2/writer").start(() -> write(false));
    }

    /// Makes the calling thread the writer, if there is a little to send and nobody sends. It must
    /// call [#writeLittle()] then, without the lock.
    boolean beginWriting() {
        boolean little = pending.size() > 0 && pending.size() <= LARGEST_LITTLE && queue.isEmpty();
        if (writing || closed || finishing || !little) {
            return false;
        }
        writing = true;
        return true;
    }

    /// Whether nothing is waiting to leave but content that the windows hold back.
    boolean isFlushed() {
        return closed || (!writing && pending.size() == 0);
    }

    /// Waits until everything has left that may.
    void awaitFlushed() {
        send();
        while (!isFlushed()) {
            room.awaitUninterruptibly();
        }
    }

    /// Whether nothing leaves any more.
    boolean isClosed() {
        return closed;
    }

    /// Nothing more leaves; whoever waits goes on.
    void close() {
        closed = true;
        pending.clear();
        room.signalAll();
    }

    /// Gives back what an idle connection does not need.
    void hibernate() {
        if (!writing && pending.size() == 0 && pending.octets().capacity() > LARGEST_KEPT) {
            pending = new FrameOutput(FIRST_CAPACITY);
        }
        if (!writing && leaving.octets().capacity() > LARGEST_KEPT) {
            leaving = new FrameOutput(FIRST_CAPACITY);
        }
    }

    /// Sends a little as the writer and leaves what comes meanwhile to a thread of its own; without
    /// the lock.
    void writeLittle() {
        write(true);
    }

    private void write(boolean little) {
        boolean done = false;
        try {
            if (writeBatches(little)) {
                endOutput();
            }
            done = true;
        } catch (IOException e) {
            // The peer has gone, or was cut by the reaper: what follows is the same.
            done = false;
        } finally {
            if (!done) {
                fail();
            }
        }
    }

    /// @return false when another thread is the writer now
    private boolean writeBatches(boolean little) throws IOException {
        ByteBuffer batch = nextBatch();
        while (batch != null) {
            write(batch);
            if (little && handOver()) {
                return false;
            }
            batch = nextBatch();
        }
        return true;
    }

    /// @return whether another thread is the writer now
    private boolean handOver() {
        lock.lock();
        try {
            boolean more = !closed && hasWork();
            if (more) {
                startWriter();
            }
            return more;
        } finally {
            lock.unlock();
        }
    }

    private void write(ByteBuffer batch) throws IOException {
        while (batch.hasRemaining()) {
            int before = batch.remaining();
            timer.begin();
            transport.write(batch);
            timer.end(before - batch.remaining());
        }
    }

    private void endOutput() {
        if (isFinished()) {
            timer.begin();
            transport.endOutput();
            timer.end(1);
            finishWriting();
        }
    }

    private boolean isFinished() {
        lock.lock();
        try {
            return finishing && writing;
        } finally {
            lock.unlock();
        }
    }

    private void finishWriting() {
        lock.lock();
        try {
            writing = false;
            timer.rest();
            close();
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        finishWriting();
        onFailure.run();
    }

    private @Nullable ByteBuffer nextBatch() {
        lock.lock();
        try {
            fill();
            if (pending.size() == 0 || closed) {
                // Who has to end the output goes on to do so, as the writer that it is.
                writing = finishing && !closed;
                timer.rest();
                room.signalAll();
                return null;
            }
            FrameOutput batch = pending;
            leaving.clear();
            pending = leaving;
            leaving = batch;
            room.signalAll();
            return batch.octets().toByteBuffer();
        } finally {
            lock.unlock();
        }
    }

    /// Takes content from the streams in their turns, a frame at a time.
    private void fill() {
        while (window.isOpen() && pending.size() < BATCH) {
            Http2Stream stream = queue.poll();
            if (stream == null) {
                return;
            }
            stream.queued(false);
            if (!stream.canSend()) {
                // Since it was queued, its window has been made smaller, or the stream has ended.
                continue;
            }
            count(stream.sendTurn(pending, window, frameSize, timer.now()));
            if (stream.canSend()) {
                stream.queued(true);
                queue.putBack(stream);
            }
        }
    }
}
