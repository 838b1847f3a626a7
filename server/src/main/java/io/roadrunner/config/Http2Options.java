package io.roadrunner.config;

import java.util.ArrayList;
import java.util.List;

/// How HTTP/2 is spoken (RFC 9113). Bounds are inclusive.
///
/// @param connectionWindow bytes that a peer may send ahead on a connection, 1 to 2^31-1, default
///   65 535 (RFC 9113 §6.9.2)
/// @param streamWindow bytes that a peer may send ahead on a stream, 1 to 2^31-1, default 65 535
/// @param windowRefillThreshold a window is refilled when it has fallen below so many bytes, 1 to
///   2^31-1, default 32 768
/// @param maxConcurrentStreams streams of a peer at a time, 1 to 2^31-1, default 100; above: the
///   stream is refused
/// @param maxHeaderBlock bytes of a header section as it is encoded, 1 to 16 MiB, default 16 384
/// @param maxHeaderListSize bytes of a header section when it is decoded, 1 to 32 MiB, default
///   twice `maxHeaderBlock`; above: 431
/// @param autoWindows whether the windows grow with what the way to the peer can hold, up to 16 MiB
///   for a connection and all of its streams together; default false
public record Http2Options(
        int connectionWindow,
        int streamWindow,
        int windowRefillThreshold,
        int maxConcurrentStreams,
        int maxHeaderBlock,
        int maxHeaderListSize,
        boolean autoWindows) {
    private static final long LARGEST = 16L << 20;

    static final Limit CONNECTION_WINDOW =
            new Limit(
                    "http2.conn_window",
                    Rule.Whole.of(65_535, 1, Integer.MAX_VALUE, "bytes"),
                    "connection error",
                    "RFC 9113 §6.9.2");
    static final Limit STREAM_WINDOW =
            new Limit(
                    "http2.stream_window",
                    Rule.Whole.of(65_535, 1, Integer.MAX_VALUE, "bytes"),
                    "stream error",
                    "RFC 9113 §6.9.2");
    static final Limit WINDOW_REFILL_THRESHOLD =
            new Limit(
                    "http2.window_refill_threshold",
                    Rule.Whole.of(32_768, 1, Integer.MAX_VALUE, "bytes"),
                    "below it a window is refilled",
                    Limit.REFERENCE);
    static final Limit MAX_CONCURRENT_STREAMS =
            new Limit(
                    "http2.max_concurrent_streams",
                    Rule.Whole.of(100, 1, Integer.MAX_VALUE, "streams"),
                    "the stream is refused",
                    Limit.REFERENCE + ", Kestrel");
    static final Limit MAX_HEADER_BLOCK =
            new Limit(
                    "http2.max_header_block",
                    Rule.Whole.of(16_384, 1, LARGEST, "bytes"),
                    "connection error",
                    Limit.REFERENCE);
    static final Limit MAX_HEADER_LIST_SIZE =
            new Limit(
                    "http2.max_header_list_size",
                    Rule.Whole.of(32_768, 1, 2 * LARGEST, "bytes"),
                    "431",
                    Limit.REFERENCE);

    static final Limit AUTO_WINDOWS =
            new Limit(
                    "http2.auto_windows",
                    Rule.Free.flag(false),
                    "the windows grow with the bandwidth and the delay, up to 16 MiB",
                    Limit.OWN);

    private static final Http2Options STANDARD =
            new Http2Options(
                    CONNECTION_WINDOW.initialInt(),
                    STREAM_WINDOW.initialInt(),
                    WINDOW_REFILL_THRESHOLD.initialInt(),
                    MAX_CONCURRENT_STREAMS.initialInt(),
                    MAX_HEADER_BLOCK.initialInt(),
                    MAX_HEADER_LIST_SIZE.initialInt(),
                    false);

    /// Throws [InvalidOptionException] with every component that is out of range.
    public Http2Options {
        List<OptionProblem> problems = new ArrayList<>();
        CONNECTION_WINDOW.check((long) connectionWindow, problems);
        STREAM_WINDOW.check((long) streamWindow, problems);
        WINDOW_REFILL_THRESHOLD.check((long) windowRefillThreshold, problems);
        MAX_CONCURRENT_STREAMS.check((long) maxConcurrentStreams, problems);
        MAX_HEADER_BLOCK.check((long) maxHeaderBlock, problems);
        MAX_HEADER_LIST_SIZE.check((long) maxHeaderListSize, problems);
        InvalidOptionException.throwIfAny(problems);
    }

    /// The defaults.
    public static Http2Options standard() {
        return STANDARD;
    }

    /// These options with another window of connections.
    public Http2Options withConnectionWindow(int bytes) {
        return new Http2Options(
                bytes,
                streamWindow,
                windowRefillThreshold,
                maxConcurrentStreams,
                maxHeaderBlock,
                maxHeaderListSize,
                autoWindows);
    }

    /// These options with another window of streams.
    public Http2Options withStreamWindow(int bytes) {
        return new Http2Options(
                connectionWindow,
                bytes,
                windowRefillThreshold,
                maxConcurrentStreams,
                maxHeaderBlock,
                maxHeaderListSize,
                autoWindows);
    }

    /// These options with another point at which windows are refilled.
    public Http2Options withWindowRefillThreshold(int bytes) {
        return new Http2Options(
                connectionWindow,
                streamWindow,
                bytes,
                maxConcurrentStreams,
                maxHeaderBlock,
                maxHeaderListSize,
                autoWindows);
    }

    /// These options with another number of streams.
    public Http2Options withMaxConcurrentStreams(int streams) {
        return new Http2Options(
                connectionWindow,
                streamWindow,
                windowRefillThreshold,
                streams,
                maxHeaderBlock,
                maxHeaderListSize,
                autoWindows);
    }

    /// These options with another longest header section as it is encoded; the decoded one may be
    /// twice as long.
    public Http2Options withMaxHeaderBlock(int bytes) {
        return new Http2Options(
                connectionWindow,
                streamWindow,
                windowRefillThreshold,
                maxConcurrentStreams,
                bytes,
                2 * bytes,
                autoWindows);
    }

    /// These options with another longest header section when it is decoded.
    public Http2Options withMaxHeaderListSize(int bytes) {
        return new Http2Options(
                connectionWindow,
                streamWindow,
                windowRefillThreshold,
                maxConcurrentStreams,
                maxHeaderBlock,
                bytes,
                autoWindows);
    }

    /// These options with windows that grow, or that do not.
    public Http2Options withAutoWindows(boolean grow) {
        return new Http2Options(
                connectionWindow,
                streamWindow,
                windowRefillThreshold,
                maxConcurrentStreams,
                maxHeaderBlock,
                maxHeaderListSize,
                grow);
    }
}
