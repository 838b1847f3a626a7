package io.roadrunner.http1;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.PeerReporter;
import io.roadrunner.exchange.RateMeter;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// Gathers what a connection sends, so that the answers of pipelined requests leave in one write,
/// and so do the pieces of a stream that follow closely on each other; and holds the peer to its
/// duty to read. Owned by the connection's thread, which lends what it holds back ([Lending]).
final class Http1Output {
    private static final int FIRST_CAPACITY = 512;

    /// More than this is never held back.
    private static final int HELD_BACK = 16 * 1024;

    /// A part of a file up to this size is read and leaves in one write with its head: that costs
    /// less than a packet for the head alone, although the bytes are copied. Measured for files of
    /// 1 to 300 KiB with 16, 32 and 64 KiB here: 32 was the cheapest.
    private static final int SMALL_FILE = 32 * 1024;

    /// The largest single write: what the socket layer copies at once, and the step in which
    /// progress is seen.
    private static final int SLICE = 64 * 1024;

    /// A piece that comes within this time behind a write of its answer is one of a burst. Several
    /// times what a handler that has its pieces ready takes to push the next, and what a write
    /// costs; far less than lies between events that somebody waits for one by one.
    private static final long BURST_NANOS = 50_000;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Transport transport;
    private final PeerTimer timer;
    private final Clock clock;
    private final long writeNanos;
    private final Http1Settings settings;

    /// Measures the peer during one send; only the first piece of a send needs none.
    private @Nullable RateMeter rate;

    private final PeerReporter reporter;
    private @Nullable ByteOutput buffer;
    private @Nullable ByteOutput spare;
    private long bytesWritten;

    private final Lending lending;

    /// Whether a piece of the present answer has left, so that the next one may follow closely.
    private boolean streams;

    /// When the last write of a stream ended.
    private long leftNanos;

    /// Whether a write has failed.
    private boolean lost;

    Http1Output(Transport transport, PeerTimer timer, Http1Protocol protocol) {
        Http1Settings settings = protocol.settings();
        this.transport = transport;
        this.timer = timer;
        this.clock = protocol.clock();
        this.reporter = protocol.peerReporter();
        this.writeNanos = settings.writeNanos();
        this.settings = settings;
        this.lending = new Lending(transport, timer, clock, this::leave);
    }

    /// Allows what is held back to leave by itself when the thread of the connection is busy for
    /// longer than a tick of the reaper: an answer never waits for the handler of the request
    /// behind it.
    void lend() {
        if (held() > 0) {
            lending.lend();
        }
    }

    /// Lets lent bytes leave, unless the connection's thread has come back for them. Any thread but
    /// that one; blocks.
    void flushLent() {
        lending.flush();
    }

    private void leave() throws IOException {
        flushHeld();
        leftNanos = clock.nanoTime();
    }

    /// Whether bytes may be leaving by another thread.
    boolean isLent() {
        return lending.isLent();
    }

    /// Where heads and small pieces are encoded to.
    ByteOutput buffer() {
        lending.reclaim();
        ByteOutput current = buffer;
        if (current == null) {
            ByteOutput kept = spare;
            current = kept == null ? new ByteOutput(FIRST_CAPACITY) : kept;
            spare = null;
            buffer = current;
        }
        return current;
    }

    /// How many bytes were gathered or written so far.
    long bytesProduced() {
        lending.reclaim();
        return bytesWritten + held();
    }

    /// How many bytes have left.
    long bytesWritten() {
        lending.reclaim();
        return bytesWritten;
    }

    /// Takes back what was gathered last, as far as it has not left.
    void retractTo(long bytesProduced) {
        buffer().truncate((int) (bytesProduced - bytesWritten));
    }

    private int held() {
        return buffer == null ? 0 : buffer.size();
    }

    /// Gets ready to wait for a request; everything has been flushed.
    void rest() {
        ByteOutput current = buffer;
        if (current != null && current.size() == 0) {
            spare = current.capacity() <= HELD_BACK * 2 ? current : null;
            buffer = null;
        }
    }

    /// Gives back what an idle connection does not need. Any thread.
    void hibernate() {
        spare = null;
    }

    /// Sends content; a small piece is held back until the next flush.
    ///
    /// @throws IOException when the peer has gone or does not read
    void write(ByteBuffer content) throws IOException {
        lending.reclaim();
        if (content.remaining() + held() <= HELD_BACK) {
            buffer().put(content);
            return;
        }
        // What is held back, mostly the head, leaves in one write with what it belongs to.
        boolean burst = isBurst();
        ByteOutput current = buffer();
        send(current.toByteBuffer(), content.duplicate());
        current.clear();
        if (burst) {
            leftNanos = clock.nanoTime();
        }
    }

    /// Lets a piece of a stream leave: at once, or, when it follows closely on a write of the same
    /// answer, with those that follow it, at the latest when the handler waits for something.
    ///
    /// @throws IOException when the peer has gone or does not read
    void flushSoon() throws IOException {
        lending.reclaim();
        if (isBurst()) {
            if (held() > 0) {
                lending.lendToWriter();
            }
            return;
        }
        leave();
        streams = true;
    }

    private boolean isBurst() {
        return streams && !lost && clock.nanoTime() - leftNanos < BURST_NANOS;
    }

    /// Lets everything leave before the connection is cut, as far as the peer still takes it.
    void flushLast() {
        // A stale interrupt of the application would close the socket at this write.
        Thread.interrupted();
        try {
            flush();
        } catch (IOException e) {
            // The peer has gone, which may well be why the connection is cut.
            return;
        }
    }

    /// Lets everything leave that was held back.
    ///
    /// @throws IOException when the peer has gone or does not read
    void flush() throws IOException {
        lending.reclaim();
        flushHeld();
    }

    private void flushHeld() throws IOException {
        ByteOutput current = buffer;
        if (current != null && current.size() > 0) {
            send(current.toByteBuffer());
            current.clear();
        }
    }

    /// Gets ready for another answer.
    ///
    /// @return where it begins, by [#bytesProduced()]
    /// @throws IOException when the peer has gone or does not read
    long beginAnswer() throws IOException {
        flushIfFull();
        streams = false;
        return bytesProduced();
    }

    /// Keeps what is held back within its bound.
    ///
    /// @throws IOException when the peer has gone or does not read
    void flushIfFull() throws IOException {
        lending.reclaim();
        if (held() > HELD_BACK) {
            flush();
        }
    }

    /// Sends content at once, behind nothing that is held back.
    ///
    /// @throws IOException when the peer has gone or does not read
    void send(ByteBuffer content) throws IOException {
        send(NOTHING, content);
    }

    private void send(ByteBuffer held, ByteBuffer content) throws IOException {
        int end = content.limit();
        while (held.hasRemaining() || content.position() < end) {
            int start = held.position() + content.position();
            content.limit(Math.min(end, content.position() + SLICE));
            long before = waitForPeer();
            try {
                transport.write(held, content);
            } catch (IOException e) {
                throw lost(e);
            }
            boolean more = held.hasRemaining() || content.position() < end;
            progress(before, held.position() + content.position() - start, more);
        }
        sent();
    }

    /// Sends a part of a file.
    ///
    /// @throws IOException when the peer has gone or does not read, or the file ends early
    void sendFile(FileChannel file, long offset, long length) throws IOException {
        if (length <= SMALL_FILE) {
            gather(file, offset, (int) length);
            return;
        }
        flush();
        long sent = 0;
        while (sent < length) {
            long before = waitForPeer();
            long step = sendSome(file, offset + sent, length - sent);
            if (step < 0) {
                throw new IOException("the file ended " + (length - sent) + " bytes early");
            }
            sent += step;
            progress(before, step, sent < length);
        }
        sent();
    }

    /// Reads a small part of a file behind what is held back. When that fails nothing of the answer
    /// has left, and it can be taken back.
    private void gather(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer room = buffer().extend(length);
        long position = offset;
        while (room.hasRemaining()) {
            int read = file.read(room, position);
            if (read < 0) {
                throw new IOException("the file ended " + room.remaining() + " bytes early");
            }
            position += read;
        }
    }

    private long sendSome(FileChannel file, long offset, long length) throws IOException {
        try {
            return transport.sendFile(file, offset, length);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private IOException lost(IOException error) {
        CloseCause expiry = timer.expiry();
        // Once: what could not leave is tried again at the end of the connection.
        if (expiry != null && !lost) {
            reporter.late(transport.peer(), Phase.RESPONSE, expiry, rate());
        }
        lost = true;
        return new PeerGoneException(error);
    }

    private long waitForPeer() {
        long now = clock.coarseNanoTime();
        RateMeter measured = rate == null ? settings.writeRate() : rate;
        long allowance = Math.max(0, measured.allowanceNanos());
        boolean byRate = allowance < writeNanos;
        timer.writing(
                now + Math.min(writeNanos, allowance),
                byRate ? CloseCause.SLOW_PEER : CloseCause.WRITE_TIMEOUT);
        return now;
    }

    private void progress(long before, long moved, boolean more) {
        bytesWritten += moved;
        if (more) {
            rate().record(clock.coarseNanoTime() - before, moved);
        }
    }

    private RateMeter rate() {
        RateMeter current = rate;
        if (current == null) {
            current = settings.writeRate();
            rate = current;
        }
        return current;
    }

    private void sent() {
        timer.working();
        rate = null;
    }
}
