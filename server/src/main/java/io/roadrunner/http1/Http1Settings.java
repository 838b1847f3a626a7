package io.roadrunner.http1;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.Http1Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.exchange.RateMeter;
import java.time.Duration;

/// The options of a listener as a connection needs them on every request: times in nanoseconds.
/// Immutable, one for all connections of a listener.
///
/// @param limits bounds of heads and chunks
/// @param maxContentLength bytes of one request body
/// @param requestNanos from accept to the end of the first request
/// @param keepAliveNanos from one answer to the end of the next request
/// @param hibernateNanos idle time after which buffers are given back
/// @param writeNanos how long a peer may take nothing of what is sent
/// @param minReadRate bytes per second that a peer must send while it owes some, 0 for any
/// @param minWriteRate bytes per second that a peer must take, 0 for any
/// @param rateCheckNanos how often both rates are looked at
/// @param maxKeepAliveRequests requests on one connection
/// @param handlersReadBodies whether a handler reads a body at its own pace
/// @param discardBytes how much of an unread body is read to keep the connection
/// @param discardNanos how long that may take
record Http1Settings(
        Http1Limits limits,
        long maxContentLength,
        long requestNanos,
        long keepAliveNanos,
        long hibernateNanos,
        long writeNanos,
        int minReadRate,
        int minWriteRate,
        long rateCheckNanos,
        int maxKeepAliveRequests,
        boolean handlersReadBodies,
        long discardBytes,
        long discardNanos) {
    /// How long a peer may send more slowly than the minimum rate.
    private static final long READ_GRACE_NANOS = 1_000_000_000L;

    /// How long a peer may read more slowly than the minimum rate.
    private static final long WRITE_GRACE_NANOS = 5_000_000_000L;

    static Http1Settings of(ListenerOptions options, Http1Options http1) {
        return new Http1Settings(
                limits(http1),
                options.maxContentLength(),
                options.requestTimeout().toNanos(),
                options.keepAliveTimeout().toNanos(),
                orNever(options.hibernateAfter()),
                options.writeTimeout().toNanos(),
                options.minBytesPerSecond(),
                options.minWriteBytesPerSecond(),
                options.rateCheckInterval().toNanos(),
                options.maxKeepAliveRequests(),
                options.bodyBuffering() == BodyBuffering.MANUAL,
                options.earlyResponseDrain().bytes(),
                options.earlyResponseDrain().time().toNanos());
    }

    /// Holds one peer to the minimum rate of sending.
    RateMeter readRate() {
        return new RateMeter(minReadRate, READ_GRACE_NANOS, rateCheckNanos);
    }

    /// Holds one peer to the minimum rate of reading.
    RateMeter writeRate() {
        return new RateMeter(minWriteRate, WRITE_GRACE_NANOS, rateCheckNanos);
    }

    private static long orNever(Duration time) {
        return time.isZero() ? Long.MAX_VALUE : time.toNanos();
    }

    private static Http1Limits limits(Http1Options http1) {
        Http1Limits defaults = Http1Limits.defaults();
        return new Http1Limits(
                http1.maxRequestLine(),
                http1.maxHeaderLine(),
                http1.maxHeaderBlock(),
                http1.maxHeaderCount(),
                defaults.maxChunkLine(),
                defaults.maxChunkExtensions());
    }
}
