package io.roadrunner.http2;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.RateMeter;
import io.roadrunner.http.Headers;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestBody;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The content of one request between the thread that reads frames and the thread of the request.
/// What is held here is bounded by the window of the stream, which opens again as content is read.
/// Guarded by the lock of the connection, which the methods of [RequestBody] take.
final class Http2Body implements RequestBody {
    private static final byte[] NOTHING = {};

    /// Two centuries.
    private static final long FOREVER = Long.MAX_VALUE / 2;

    private static final int FIRST_CAPACITY = 1024;

    /// The largest piece that is read at once into an array of its own.
    private static final int PIECE = 64 * 1024;

    private final Http2Channel channel;
    private final Http2Stream stream;
    private final ReceiveWindow window;

    /// What the head announces, -1 when it does not.
    private long length = -1;

    private byte[] held = NOTHING;
    private int from;
    private int to;
    private long received;
    private boolean ended;
    private boolean dropped;
    private Headers trailers = Headers.empty();
    private boolean continueOwed;
    private boolean minimumRate = true;

    /// Whether it carries another protocol, which has its own times.
    private boolean tunnel;

    /// Until when all of it is owed, unless the handler sets the pace.
    private final long deadlineNanos;

    private @Nullable RateMeter rate;

    /// @param continueOwed whether the peer waits for `100` before it sends
    /// @param startedNanos when the head was there
    Http2Body(Http2Channel channel, Http2Stream stream, boolean continueOwed, long startedNanos) {
        this.channel = channel;
        this.stream = stream;
        this.window = channel.newStreamWindow();
        this.continueOwed = continueOwed;
        Http2Settings settings = channel.settings();
        this.deadlineNanos =
                startedNanos + Math.max(settings.keepAliveNanos(), settings.requestNanos());
    }

    /// What the head announces; before anything has come.
    void announced(long octets) {
        length = octets;
    }

    ReceiveWindow window() {
        return window;
    }

    /// Takes content from the wire. With the lock.
    ///
    /// @return how much of it is held until it is read
    /// @throws Http2Exception.OfStream when it is more than the head announces
    int receive(byte[] octets, int offset, int count) throws Http2Exception.OfStream {
        received += count;
        if (length >= 0 && received > length) {
            // "A request or response is also malformed if the value of a Content-Length header
            // field does not equal the sum of the DATA frame payload lengths that form the content"
            // RFC 9113 §8.1.1
            throw new Http2Exception.OfStream(
                    stream.id(), ErrorCode.PROTOCOL_ERROR, "more content than content-length");
        }
        continueOwed = false;
        if (dropped) {
            return 0;
        }
        makeRoom(count);
        System.arraycopy(octets, offset, held, to, count);
        to += count;
        stream.signal();
        return count;
    }

    private void makeRoom(int count) {
        if (from == to) {
            from = 0;
            to = 0;
        }
        if (held.length - to >= count) {
            return;
        }
        int size = to - from;
        byte[] target = held;
        if (size + count > held.length) {
            target = new byte[Math.max(size + count, Math.max(FIRST_CAPACITY, held.length * 2))];
        }
        System.arraycopy(held, from, target, 0, size);
        held = target;
        from = 0;
        to = size;
    }

    /// The peer has sent everything. With the lock.
    ///
    /// @throws Http2Exception.OfStream when it is less than the head announces
    void receiveEnd(Headers last) throws Http2Exception.OfStream {
        if (length >= 0 && received != length) {
            throw new Http2Exception.OfStream(
                    stream.id(), ErrorCode.PROTOCOL_ERROR, "less content than content-length");
        }
        trailers = last;
        ended = true;
        stream.signal();
    }

    /// Whether nobody reads it any more. With the lock.
    boolean isDropped() {
        return dropped;
    }

    /// Forgets what nobody has read, and what comes from now on. With the lock.
    ///
    /// @return how much that was
    int drop() {
        int unread = to - from;
        dropped = true;
        held = NOTHING;
        from = 0;
        to = 0;
        return unread;
    }

    /// Holds the rest of the request to no minimum rate.
    void waiveMinimumRate() {
        minimumRate = false;
    }

    /// It carries another protocol from now on: the peer may be silent for as long as it likes.
    void becomeTunnel() {
        tunnel = true;
        minimumRate = false;
        rate = null;
    }

    /// Whether it carries another protocol.
    boolean isTunnel() {
        return tunnel;
    }

    /// Whether content has come that nobody has read.
    boolean hasUnread() {
        channel.lock().lock();
        try {
            return from < to;
        } finally {
            channel.lock().unlock();
        }
    }

    /// The final response has begun: leave to send would come too late (RFC 9110 §15.2).
    void answerBegins() {
        continueOwed = false;
    }

    /// How many bytes of content have come.
    long received() {
        return received;
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long limit() {
        return channel.settings().maxContentLength();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        StreamWait late;
        channel.lock().lock();
        try {
            late = awaitContent();
            if (late == null) {
                return take(target);
            }
        } finally {
            channel.lock().unlock();
        }
        throw tooLate(late);
    }

    private int take(ByteBuffer target) {
        int count = Math.min(to - from, target.remaining());
        if (count == 0) {
            held = NOTHING;
            return -1;
        }
        target.put(held, from, count);
        from += count;
        if (tunnel && from == to) {
            // What comes next may be hours away.
            held = NOTHING;
            from = 0;
            to = 0;
        }
        channel.release(stream, window, count);
        return count;
    }

    /// @return the wait that has lasted too long, null when there is content or its end
    private @Nullable StreamWait awaitContent() throws IOException {
        while (from == to && !ended) {
            IOException failure = stream.failure();
            if (failure != null) {
                throw failure;
            }
            if (stream.state() == StreamState.CLOSED) {
                throw new PeerGoneException(new IOException("the stream has ended"));
            }
            sendContinue();
            StreamWait wait = awaitMore();
            if (wait.isExpired() && from == to && !ended) {
                return wait;
            }
        }
        return null;
    }

    private RejectedException tooLate(StreamWait wait) {
        channel.reportLate(Phase.REQUEST_BODY, wait);
        return new RejectedException(Rejection.REQUEST_TIMEOUT);
    }

    private void sendContinue() {
        if (continueOwed) {
            continueOwed = false;
            channel.sender().sendInterim(stream, 100, Headers.empty());
        }
    }

    private StreamWait awaitMore() throws IOException {
        long now = channel.clock().coarseNanoTime();
        long before = received;
        StreamWait wait = new StreamWait(rate(), now, limit(now), CloseCause.REQUEST_TIMEOUT);
        try {
            channel.await(stream, wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while content was waited for");
        } finally {
            wait.end((int) (received - before), channel.clock().coarseNanoTime());
        }
        return wait;
    }

    private long limit(long now) {
        if (tunnel) {
            return FOREVER;
        }
        boolean handlerPaces = channel.settings().handlersReadBodies();
        return handlerPaces ? channel.settings().requestNanos() : deadlineNanos - now;
    }

    private RateMeter rate() {
        RateMeter current = rate;
        if (current == null) {
            current = minimumRate ? channel.settings().readRate() : new RateMeter(0, 0, 1);
            rate = current;
        }
        return current;
    }

    @Override
    public byte[] readChunk() throws IOException {
        StreamWait late;
        channel.lock().lock();
        try {
            late = awaitContent();
            if (late == null) {
                ByteBuffer piece = ByteBuffer.allocate(Math.min(to - from, PIECE));
                return take(piece) < 0 ? NOTHING : piece.array();
            }
        } finally {
            channel.lock().unlock();
        }
        throw tooLate(late);
    }

    @Override
    public Headers trailers() {
        channel.lock().lock();
        try {
            return from == to ? trailers : Headers.empty();
        } finally {
            channel.lock().unlock();
        }
    }
}
