package io.roadrunner.http2;

import org.jspecify.annotations.Nullable;

/// One request that is worked on: its stream, its content and its thread.
final class Http2Request {
    private final Http2Stream stream;
    private final @Nullable Http2Body body;
    private final long startedNanos;
    private final int headLength;
    private long discardedBytes;
    private long lingerNanos;
    private volatile String route = "";
    private volatile @Nullable Thread thread;

    /// @param body its content, null when its head was its end
    /// @param startedNanos when its head was there
    /// @param headLength how many bytes the head took on the wire
    Http2Request(Http2Stream stream, @Nullable Http2Body body, long startedNanos, int headLength) {
        this.stream = stream;
        this.body = body;
        this.startedNanos = startedNanos;
        this.headLength = headLength;
    }

    Http2Stream stream() {
        return stream;
    }

    @Nullable Http2Body body() {
        return body;
    }

    /// How much content the peer may still send.
    long windowOpen() {
        return body == null || !stream.state().receives() ? 0 : body.window().open();
    }

    /// The head says how long its content is, -1 for no word about it.
    void announced(long octets) {
        if (body != null) {
            body.announced(octets);
        }
    }

    long startedNanos() {
        return startedNanos;
    }

    int headLength() {
        return headLength;
    }

    /// The pattern of its route, empty before it is known.
    String route() {
        return route;
    }

    void routed(String pattern) {
        route = pattern;
    }

    /// It is answered: what still comes of it is thrown away until then.
    void lingerUntil(long nanos) {
        lingerNanos = nanos;
    }

    long lingerNanos() {
        return lingerNanos;
    }

    /// Counts what is thrown away of it.
    ///
    /// @return how much that is so far
    long discard(int octets) {
        discardedBytes += octets;
        return discardedBytes;
    }

    @Nullable Thread thread() {
        return thread;
    }

    void workedOnBy(Thread worker) {
        thread = worker;
    }
}
