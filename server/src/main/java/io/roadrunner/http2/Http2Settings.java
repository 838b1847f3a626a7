package io.roadrunner.http2;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.exchange.RateMeter;
import java.time.Duration;

/// The options of a listener as its HTTP/2 connections need them: times in nanoseconds. Immutable,
/// one for all connections of a listener.
///
/// @param http2 windows and limits of the protocol
/// @param maxContentLength bytes of one request body
/// @param requestNanos from accept to the first request, and for each part of a request
/// @param keepAliveNanos how long a connection may be without a stream
/// @param hibernateNanos idle time after which buffers are given back
/// @param writeNanos how long a peer may take nothing of what is sent
/// @param minReadRate bytes per second that a peer must send while it owes some, 0 for any
/// @param minWriteRate bytes per second that a peer must take, 0 for any
/// @param rateCheckNanos how often both rates are looked at
/// @param maxRequests requests on one connection
/// @param handlersReadBodies whether a handler reads a body at its own pace
/// @param discardBytes how much is thrown away of a request that is answered already
/// @param lingerNanos how long that may take, and the end of a connection
record Http2Settings(
        Http2Options http2,
        long maxContentLength,
        long requestNanos,
        long keepAliveNanos,
        long hibernateNanos,
        long writeNanos,
        int minReadRate,
        int minWriteRate,
        long rateCheckNanos,
        int maxRequests,
        boolean handlersReadBodies,
        long discardBytes,
        long lingerNanos) {
    /// The window that every connection and stream begins with (RFC 9113 §6.9.2).
    static final int INITIAL_WINDOW = 65_535;

    /// The longest payload that is taken and, unless the peer allows for more, sent (RFC 9113
    /// §4.2).
    static final int MAX_FRAME_SIZE = 16_384;

    private static final int MAX_CONCURRENT_STREAMS = 0x3;
    private static final int INITIAL_WINDOW_SIZE = 0x4;
    private static final int MAX_HEADER_LIST_SIZE = 0x6;
    private static final int ENABLE_CONNECT_PROTOCOL = 0x8;
    private static final int NO_RFC7540_PRIORITIES = 0x9;

    private static final long READ_GRACE_NANOS = 1_000_000_000L;
    private static final long WRITE_GRACE_NANOS = 5_000_000_000L;

    static Http2Settings of(ListenerOptions options, Http2Options http2) {
        return new Http2Settings(
                http2,
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

    /// What the peer is told first: identifiers and values in turn (RFC 9113 §6.5.2, RFC 8441 §3,
    /// RFC 9218 §2.1).
    int[] announced() {
        return new int[] {
            MAX_CONCURRENT_STREAMS, http2.maxConcurrentStreams(),
            INITIAL_WINDOW_SIZE, http2.streamWindow(),
            MAX_HEADER_LIST_SIZE, http2.maxHeaderListSize(),
            ENABLE_CONNECT_PROTOCOL, 1,
            NO_RFC7540_PRIORITIES, 1
        };
    }

    /// A change of what a peer may send ahead on each stream, also on those that are open (RFC 9113
    /// §6.9.2).
    static int[] initialWindow(int octets) {
        return new int[] {INITIAL_WINDOW_SIZE, octets};
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
}
