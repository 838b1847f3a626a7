package io.roadrunner.http2;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.ResponseHead;
import io.roadrunner.http.Headers;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the thread that reads a connection and the threads of its requests share, and the one lock
/// that guards it: streams, windows and what is about to leave. The lock is held for moments, never
/// during a socket call. Methods take it themselves unless they say that the caller holds it.
final class Http2Channel {
    private final Http2Protocol protocol;
    private final Http2Settings settings;
    private final Transport transport;
    private final ReentrantLock lock = new ReentrantLock();
    private final WriteTimer writeTimer;
    private final DueTime due = new DueTime();
    private final Outbox outbox;
    private final StreamTable streams = new StreamTable();
    private final PeerSettings peer;
    private final ReceiveWindow window;

    /// Why the connection ends; the first that says so.
    private @Nullable CloseCause cause;

    /// @param onFailure called without the lock when a write finds that the peer is gone
    Http2Channel(Http2Protocol protocol, Transport transport, Runnable onFailure) {
        this.protocol = protocol;
        this.settings = protocol.settings();
        this.transport = transport;
        this.writeTimer = new WriteTimer(settings, protocol.clock());
        this.outbox = new Outbox(transport, lock, writeTimer, onFailure);
        this.peer = new PeerSettings(outbox.encoder());
        this.window =
                new ReceiveWindow(
                        Http2Settings.INITIAL_WINDOW, settings.http2().windowRefillThreshold());
    }

    ReentrantLock lock() {
        return lock;
    }

    Http2Settings settings() {
        return settings;
    }

    Transport transport() {
        return transport;
    }

    Clock clock() {
        return protocol.clock();
    }

    Outbox outbox() {
        return outbox;
    }

    WriteTimer writeTimer() {
        return writeTimer;
    }

    /// When the reaper has to look at the connection next.
    DueTime due() {
        return due;
    }

    /// The streams; with the lock.
    StreamTable streams() {
        return streams;
    }

    /// What the peer has announced; with the lock.
    PeerSettings peer() {
        return peer;
    }

    /// How much the peer may still send, all streams together; with the lock.
    ReceiveWindow window() {
        return window;
    }

    ReceiveWindow newStreamWindow() {
        return new ReceiveWindow(
                settings.http2().streamWindow(), settings.http2().windowRefillThreshold());
    }

    /// Cuts the connection. Any thread.
    void cut(CloseCause why) {
        conclude(why);
        transport.close();
    }

    /// Notes why the connection ends, unless that is known already.
    ///
    /// @return why it ends
    CloseCause conclude(CloseCause why) {
        lock.lock();
        try {
            CloseCause known = cause;
            if (known == null) {
                known = why;
                cause = why;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /// Sends the head of a response, content, or both.
    ///
    /// @param head null when it has been sent before
    /// @param end whether nothing follows
    /// @throws IOException when the stream or the connection is over
    void send(Http2Request request, @Nullable ResponseHead head, ByteBuffer content, boolean end)
            throws IOException {
        Http2Stream stream = request.stream();
        StreamWait late;
        lock.lock();
        try {
            outbox.awaitRoom(stream);
            checkSending(stream);
            if (head != null) {
                sendHead(stream, head, end && !content.hasRemaining());
            }
            late = sendContent(request, content, end);
            outbox.send();
        } catch (InterruptedException e) {
            throw interrupted(stream);
        } finally {
            lock.unlock();
        }
        if (late != null) {
            reportLate(Phase.RESPONSE, late);
            throw new PeerGoneException(new IOException(late.meaning().text()));
        }
    }

    private void sendHead(Http2Stream stream, ResponseHead head, boolean end) {
        ByteOutput out = outbox.last();
        int start = beginBlock(out);
        ResponseHeadEncoder.encode(outbox.encoder(), out, head, protocol.date());
        FrameEncoder.frameBlock(out, start, stream.id(), outbox.frameSize(), end);
        if (end) {
            stream.sentEnd();
        }
    }

    private static int beginBlock(ByteOutput out) {
        int start = out.size();
        FrameEncoder.header(out, 0, FrameType.HEADERS, 0, 0);
        return start;
    }

    /// @return the wait that has lasted too long, null when everything has been taken
    private @Nullable StreamWait sendContent(Http2Request request, ByteBuffer content, boolean end)
            throws IOException, InterruptedException {
        Http2Stream stream = request.stream();
        boolean owed = content.hasRemaining() || (end && stream.state().sends());
        if (!owed) {
            return null;
        }
        if (outbox.hasRoomFor(stream, content.remaining())) {
            outbox.append(stream, content, end);
            if (end) {
                stream.sentEnd();
            }
            return null;
        }
        stream.send(content, end);
        outbox.enqueue(stream);
        outbox.send();
        return awaitSent(request);
    }

    private @Nullable StreamWait awaitSent(Http2Request request)
            throws IOException, InterruptedException {
        Http2Stream stream = request.stream();
        StreamWait wait =
                new StreamWait(
                        settings.writeRate(),
                        clock().coarseNanoTime(),
                        settings.writeNanos(),
                        CloseCause.WRITE_TIMEOUT);
        while (!stream.isSent() && !wait.isExpired()) {
            await(stream, wait);
        }
        checkAlive(stream);
        if (stream.isSent()) {
            return null;
        }
        reset(request, ErrorCode.CANCEL);
        return wait;
    }

    /// Sends trailers, which end the stream.
    ///
    /// @throws IOException when the stream or the connection is over
    void sendTrailers(Http2Request request, Headers trailers) throws IOException {
        Http2Stream stream = request.stream();
        lock.lock();
        try {
            outbox.awaitRoom(stream);
            checkSending(stream);
            ByteOutput out = outbox.last();
            int start = beginBlock(out);
            ResponseHeadEncoder.encodeTrailers(outbox.encoder(), out, trailers);
            FrameEncoder.frameBlock(out, start, stream.id(), outbox.frameSize(), true);
            stream.sentEnd();
            outbox.send();
        } catch (InterruptedException e) {
            throw interrupted(stream);
        } finally {
            lock.unlock();
        }
    }

    /// Sends an interim response; nothing happens when the stream is over.
    void sendInterim(Http2Stream stream, int status, Headers headers) {
        lock.lock();
        try {
            if (stream.failure() == null && stream.state().sends()) {
                ByteOutput out = outbox.last();
                int start = beginBlock(out);
                ResponseHeadEncoder.encodeInterim(outbox.encoder(), out, status, headers);
                FrameEncoder.frameBlock(out, start, stream.id(), outbox.frameSize(), false);
                outbox.send();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The thread of a request is done. A request that is answered but not complete may still come
    /// to its end within the bounds of `early_response_drain`. With the lock.
    void done(Http2Request request) {
        Http2Stream stream = request.stream();
        boolean answered = stream.state() == StreamState.HALF_CLOSED_LOCAL;
        if (!answered) {
            reset(request, ErrorCode.INTERNAL_ERROR);
        }
        dropContent(request);
        streams.done(request, !answered);
        if (answered) {
            request.lingerUntil(clock().coarseNanoTime() + settings.lingerNanos());
            due.noLaterThan(request.lingerNanos());
            discard(request, 0);
        }
    }

    /// The peer has sent all of a request. With the lock.
    ///
    /// @throws Http2Exception.OfStream when it is less than was announced
    void receivedEnd(Http2Request request, Http2Body body, Headers trailers)
            throws Http2Exception.OfStream {
        body.receiveEnd(trailers);
        request.stream().receivedEnd();
        if (body.isDropped()) {
            streams.forget(request);
        }
    }

    /// A stream is over for what its peer has done. With the lock.
    void ended(Http2Request request, String reason) {
        outbox.remove(request.stream());
        dropContent(request);
        request.stream().fail(reason);
        streams.forget(request);
    }

    /// Content has come for a request that is answered. With the lock.
    void discard(Http2Request request, int octets) {
        if (request.discard(octets) >= settings.discardBytes()) {
            endEarly(request);
        }
    }

    /// "a server MAY request that the client abort transmission of a request without error by
    /// sending a RST_STREAM with an error code of NO_ERROR" RFC 9113 §8.1. With the lock.
    void endEarly(Http2Request request) {
        reset(request, ErrorCode.NO_ERROR);
        streams.forget(request);
    }

    /// Ends a stream at once. With the lock.
    void reset(Http2Request request, ErrorCode code) {
        Http2Stream stream = request.stream();
        if (stream.state() == StreamState.CLOSED) {
            return;
        }
        resetUnknown(stream.id(), code);
        outbox.remove(stream);
        stream.end();
        dropContent(request);
    }

    /// Ends the stream of a response that cannot be completed.
    void abort(Http2Request request) {
        resetQuietly(request, ErrorCode.INTERNAL_ERROR);
    }

    /// Tells the peer that nothing has been done about a request.
    void refuse(Http2Request request) {
        resetQuietly(request, ErrorCode.REFUSED_STREAM);
    }

    private void resetQuietly(Http2Request request, ErrorCode code) {
        lock.lock();
        try {
            reset(request, code);
        } finally {
            lock.unlock();
        }
    }

    /// How much the peer takes at first on a stream.
    int initialWindow() {
        lock.lock();
        try {
            return peer.initialWindow();
        } finally {
            lock.unlock();
        }
    }

    /// The largest header list that the peer wants to see.
    long largestHeaderList() {
        lock.lock();
        try {
            return peer.maxHeaderListSize();
        } finally {
            lock.unlock();
        }
    }

    /// Refuses a stream that nobody works on. With the lock.
    void resetUnknown(int streamId, ErrorCode code) {
        FrameEncoder.resetStream(outbox.last(), streamId, code);
        streams.rememberReset(streamId);
        outbox.send();
    }

    /// Gives back what nobody will read. With the lock.
    void dropContent(Http2Request request) {
        Http2Body body = request.body();
        if (body != null) {
            releaseUnread(body.drop());
        }
    }

    /// Lets the peer send so much more on the connection. With the lock.
    void releaseUnread(int octets) {
        announce(0, window.release(octets));
    }

    /// Content has been used up: lets the peer send more. With the lock.
    void release(Http2Stream stream, ReceiveWindow streamWindow, int octets) {
        announce(0, window.release(octets));
        if (stream.state().receives()) {
            announce(stream.id(), streamWindow.release(octets));
        }
    }

    private void announce(int streamId, int increment) {
        if (increment > 0) {
            FrameEncoder.windowUpdate(outbox.last(), streamId, increment);
            outbox.send();
        }
    }

    /// Takes over what the peer wants. With the lock.
    ///
    /// @throws Http2Exception.OfConnection when it is not allowed
    void applySettings(Frame frame) throws Http2Exception.OfConnection {
        int before = peer.initialWindow();
        peer.apply(frame);
        long change = (long) peer.initialWindow() - before;
        for (Http2Request request : streams.all()) {
            // "A sender MUST track the negative flow-control window" RFC 9113 §6.9.2
            if (!request.stream().sendWindow().add(change)) {
                throw new Http2Exception.OfConnection(
                        ErrorCode.FLOW_CONTROL_ERROR, "the window of a stream goes past 2^31-1");
            }
            outbox.enqueue(request.stream());
        }
        outbox.frameSize(peer.frameSize());
        FrameEncoder.settingsAck(outbox.control());
        outbox.send();
    }

    /// Waits until something about a stream changes. With the lock.
    ///
    /// @throws InterruptedException when the thread is interrupted
    void await(Http2Stream stream, StreamWait wait) throws InterruptedException {
        due.noLaterThan(wait.deadlineNanos());
        stream.await(wait);
    }

    /// Tells telemetry of a peer that did not send or read in time.
    void reportLate(Phase phase, StreamWait wait) {
        protocol.peerReporter().late(transport.peer(), phase, wait.meaning(), wait.rate());
    }

    private static void checkAlive(Http2Stream stream) throws IOException {
        IOException failure = stream.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private static void checkSending(Http2Stream stream) throws IOException {
        checkAlive(stream);
        if (!stream.state().sends()) {
            throw new PeerGoneException(new IOException("the stream has ended"));
        }
    }

    private IOException interrupted(Http2Stream stream) {
        outbox.remove(stream);
        Thread.currentThread().interrupt();
        return new PeerGoneException(new InterruptedIOException("interrupted while sending"));
    }
}
