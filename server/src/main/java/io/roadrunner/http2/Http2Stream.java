package io.roadrunner.http2;

import io.roadrunner.connection.Deadline;
import io.roadrunner.exchange.RateMeter;
import io.roadrunner.http.PeerGoneException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// One stream of a connection (RFC 9113 §5): its state, its windows, and what its thread waits for.
/// Guarded by the lock of the connection: the thread that reads and the thread of the request meet
/// here.
final class Http2Stream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int id;
    private final Condition changed;
    private final SendWindow sendWindow;
    private final StreamListeners listeners = new StreamListeners();
    private StreamPriority priority;
    private StreamState state = StreamState.OPEN;

    private boolean answered;

    /// Why it cannot go on, null while it can.
    private @Nullable IOException failure;

    /// Content that waits for its turns; its position moves as it leaves.
    private ByteBuffer sending = NOTHING;

    private boolean endAfterSending;
    private long blockBytes;
    private boolean queued;
    private boolean inputEnded;
    private @Nullable StreamWait wait;

    /// What the peer has taken while it was waited for, all pieces together; null before that.
    private @Nullable RateMeter writeRate;

    /// @param id its number
    /// @param changed a condition of the connection's lock, of this stream alone
    /// @param sendWindow how much the peer takes at first
    /// @param priority how urgent its response is
    Http2Stream(int id, Condition changed, SendWindow sendWindow, StreamPriority priority) {
        this.id = id;
        this.changed = changed;
        this.sendWindow = sendWindow;
        this.priority = priority;
    }

    int id() {
        return id;
    }

    SendWindow sendWindow() {
        return sendWindow;
    }

    StreamPriority priority() {
        return priority;
    }

    void priority(StreamPriority changed) {
        priority = changed;
    }

    /// Who is told of a drain and of the peer's going away.
    StreamListeners listeners() {
        return listeners;
    }

    StreamState state() {
        return state;
    }

    /// The peer has ended its side.
    void receivedEnd() {
        state = state.afterReceivedEnd();
    }

    /// A header block has been sent. The thread of the request.
    void sentBlock(int octets) {
        blockBytes += octets;
    }

    /// How long the header blocks were that have been sent. The thread of the request.
    long blockBytes() {
        return blockBytes;
    }

    /// This side has ended.
    void sentEnd() {
        state = state.afterSentEnd();
        answered = true;
    }

    /// Whether the whole response has been sent.
    boolean isAnswered() {
        return answered;
    }

    /// The stream is over at once, for whatever reason; its thread wakes when it waits.
    void fail(String reason) {
        if (failure == null) {
            failure = new PeerGoneException(new IOException(reason));
        }
        end();
        listeners.disconnect();
    }

    /// Nothing more comes from the peer, which may have gone.
    void inputEnded() {
        inputEnded = true;
        if (state.receives()) {
            fail("the peer has gone");
        } else {
            listeners.disconnect();
            signal();
        }
    }

    /// Whether its content waits for a window that nobody can open any more.
    ///
    /// @param connection what the peer takes on the connection
    boolean isStarved(SendWindow connection) {
        boolean open = sendWindow.isOpen() && connection.isOpen();
        return inputEnded && !isSent() && !open;
    }

    /// The stream is over.
    void end() {
        state = StreamState.CLOSED;
        sending = NOTHING;
        changed.signalAll();
    }

    /// Why it cannot go on, null while it can.
    @Nullable IOException failure() {
        return failure;
    }

    /// Takes content over until it has left; the caller waits until [#isSent].
    void send(ByteBuffer content, boolean end) {
        sending = content;
        endAfterSending = end;
        queued = false;
    }

    /// What the peer is held to while it is waited for.
    RateMeter writeRate(Http2Settings settings) {
        RateMeter rate = writeRate;
        if (rate == null) {
            rate = settings.writeRate();
            writeRate = rate;
        }
        return rate;
    }

    /// Content has found room without a wait.
    void takenAtOnce(int octets) {
        if (writeRate != null) {
            writeRate.record(0, octets);
        }
    }

    /// Lets go of the content that was given to [#send]: the buffer belongs to the caller again,
    /// who may fill it anew.
    void withdraw() {
        sending = NOTHING;
    }

    /// Whether everything has left that was given to [#send].
    boolean isSent() {
        return !sending.hasRemaining();
    }

    /// Whether it has content that the stream's own window lets through.
    boolean canSend() {
        return sending.hasRemaining() && sendWindow.isOpen();
    }

    /// Whether it is in the queue of those that send.
    boolean isQueued() {
        return queued;
    }

    void queued(boolean waiting) {
        queued = waiting;
    }

    /// Sends one frame of its content.
    ///
    /// @param window what the peer takes on the connection, above 0
    /// @param nowNanos when this is
    ///
    /// @return how much of it
    int sendTurn(FrameOutput out, SendWindow window, int frameSize, long nowNanos) {
        long allowed = Math.min(window.octets(), sendWindow.octets());
        int length = (int) Math.min(Math.min(allowed, frameSize), sending.remaining());
        boolean last = endAfterSending && length == sending.remaining();
        window.take(length);
        sendWindow.take(length);
        out.data(id, sending, length, last);
        if (wait != null) {
            wait.progress(length, nowNanos);
        }
        if (last) {
            sentEnd();
        }
        if (isSent() || isStarved(window)) {
            changed.signalAll();
        }
        if (isSent()) {
            withdraw();
        }
        return length;
    }

    /// Waits until something about the stream changes.
    ///
    /// @param until what is waited for and until when
    /// @throws InterruptedException when the handler is interrupted
    @SuppressWarnings("WaitNotInLoop") // whoever calls looks again
    void await(StreamWait until) throws InterruptedException {
        wait = until;
        try {
            changed.await();
        } finally {
            wait = null;
        }
    }

    /// Something has changed that its thread may wait for.
    void signal() {
        changed.signalAll();
    }

    /// When its wait is over, [Deadline#NONE] while it does not wait.
    long deadlineNanos() {
        StreamWait current = wait;
        return current == null ? Deadline.NONE : current.deadlineNanos();
    }

    /// Lets its wait begin anew.
    void postpone(long nowNanos) {
        if (wait != null) {
            wait.postpone(nowNanos);
        }
    }

    /// Ends its wait if that has lasted too long.
    void expire(long nowNanos) {
        StreamWait current = wait;
        if (current != null && nowNanos - current.deadlineNanos() >= 0) {
            current.expire();
            changed.signalAll();
        }
    }
}
