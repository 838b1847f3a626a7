package io.roadrunner.http2;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.http.Headers;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.transport.Transport;
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
    private final ResponseSender sender;
    private final ReceiveWindow window;
    private final WindowTuner tuner;

    /// How much a peer may send ahead on a new stream: not less than everybody begins with, until
    /// it knows what it was told.
    private int streamWindow;

    /// The peer has acknowledged what it was told first.
    private boolean settingsKnown;

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
        this.sender = new ResponseSender(this, protocol);
        this.tuner =
                new WindowTuner(settings.http2().autoWindows(), protocol.clock().coarseNanoTime());
        this.streamWindow = Math.max(settings.http2().streamWindow(), Http2Settings.INITIAL_WINDOW);
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

    /// Sends responses.
    ResponseSender sender() {
        return sender;
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
        return new ReceiveWindow(streamWindow, settings.http2().windowRefillThreshold());
    }

    /// Content has come: its windows may have to grow. With the lock.
    void measure(int octets) {
        if (tuner.received(octets, window.peak(), clock().coarseNanoTime())) {
            outbox.last().ping(WindowTuner.PING, false);
            outbox.send();
        }
    }

    /// The PING that measures has been answered. With the lock.
    void growWindows() {
        long larger = tuner.answered(window.peak());
        announce(0, window.growTo(larger));
        if (larger <= streamWindow) {
            return;
        }
        streamWindow = (int) larger;
        for (Http2Request request : streams.all()) {
            Http2Body body = request.body();
            if (body != null) {
                body.window().growTo(larger);
            }
        }
        outbox.last().settings(Http2Settings.initialWindow(streamWindow));
        outbox.send();
    }

    /// The peer has acknowledged what it was told first: "the receiver MUST be prepared to receive
    /// data that exceeds this window size, since the sender might send data that exceeds the lower
    /// limit prior to processing the SETTINGS frame" RFC 9113 §6.9.3. With the lock.
    void settingsKnown() {
        if (settingsKnown) {
            return;
        }
        settingsKnown = true;
        int excess = streamWindow - settings.http2().streamWindow();
        streamWindow -= excess;
        streams.all().forEach(request -> shrink(request, excess));
        streams.allAnswered().forEach(request -> shrink(request, excess));
    }

    /// Whether the peer has acknowledged what it was told first. With the lock.
    boolean isSettingsKnown() {
        return settingsKnown;
    }

    private void shrink(Http2Request request, int octets) {
        Http2Body body = request.body();
        if (body != null) {
            body.window().shrink(octets);
            // What has been used up may be all that is left to the peer now.
            release(request.stream(), body.window(), 0);
        }
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
        sendReset(stream.id(), code, request.windowOpen());
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

    /// Ends a stream that carries another protocol.
    void cancel(Http2Request request) {
        resetQuietly(request, ErrorCode.CANCEL);
    }

    private void resetQuietly(Http2Request request, ErrorCode code) {
        lock.lock();
        try {
            reset(request, code);
        } finally {
            lock.unlock();
        }
    }

    /// A stream that begins now.
    ///
    /// @param field what its request says of its priority, null for nothing; what was said before
    ///   counts for more (RFC 9218 §7)
    Http2Stream newStream(int id, @Nullable String field) {
        lock.lock();
        try {
            StreamPriority early = streams.priorities().get(id);
            return new Http2Stream(
                    id,
                    lock.newCondition(),
                    new SendWindow(peer.initialWindow()),
                    early == null ? StreamPriority.of(field) : early);
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
        sendReset(streamId, code, streamWindow);
    }

    private void sendReset(int streamId, ErrorCode code, long window) {
        outbox.last().resetStream(streamId, code);
        streams.reset().add(streamId, window);
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
            outbox.last().windowUpdate(streamId, increment);
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
        outbox.control().settingsAck();
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
}
