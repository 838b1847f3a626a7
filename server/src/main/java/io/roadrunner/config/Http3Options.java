package io.roadrunner.config;

import java.util.ArrayList;
import java.util.List;

/// How HTTP/3 is spoken (RFC 9114). Can be described; a listener refuses it as not available yet.
///
/// @param listeners sockets that share the port, 1 to 1024, default 8
/// @param maxHeaderBlock bytes of a header section as it is encoded, 1 to 16 MiB, default 16 384
/// @param maxStreamsBidi request streams of a peer at a time, 1 to 2^31-1, default 100
/// @param maxFieldSectionSize bytes of a header section when it is decoded, 1 to 32 MiB, default
///   twice `maxHeaderBlock`; above: 431
public record Http3Options(
        int listeners, int maxHeaderBlock, int maxStreamsBidi, int maxFieldSectionSize) {
    private static final long LARGEST = 16L << 20;

    static final Limit LISTENERS =
            new Limit(
                    "http3.listeners",
                    Rule.Whole.of(8, 1, 1024, "sockets"),
                    "sockets that share the port",
                    Limit.REFERENCE);
    static final Limit MAX_HEADER_BLOCK =
            new Limit(
                    "http3.max_header_block",
                    Rule.Whole.of(16_384, 1, LARGEST, "bytes"),
                    "connection error",
                    Limit.REFERENCE);
    static final Limit MAX_STREAMS_BIDI =
            new Limit(
                    "http3.max_streams_bidi",
                    Rule.Whole.of(100, 1, Integer.MAX_VALUE, "streams"),
                    "the peer may not open more",
                    Limit.REFERENCE);
    static final Limit MAX_FIELD_SECTION_SIZE =
            new Limit(
                    "http3.max_field_section_size",
                    Rule.Whole.of(32_768, 1, 2 * LARGEST, "bytes"),
                    "431",
                    Limit.REFERENCE);

    private static final Http3Options STANDARD =
            new Http3Options(
                    LISTENERS.initialInt(),
                    MAX_HEADER_BLOCK.initialInt(),
                    MAX_STREAMS_BIDI.initialInt(),
                    MAX_FIELD_SECTION_SIZE.initialInt());

    /// Throws [InvalidOptionException] with every component that is out of range.
    public Http3Options {
        List<OptionProblem> problems = new ArrayList<>();
        LISTENERS.check((long) listeners, problems);
        MAX_HEADER_BLOCK.check((long) maxHeaderBlock, problems);
        MAX_STREAMS_BIDI.check((long) maxStreamsBidi, problems);
        MAX_FIELD_SECTION_SIZE.check((long) maxFieldSectionSize, problems);
        InvalidOptionException.throwIfAny(problems);
    }

    /// The defaults.
    public static Http3Options standard() {
        return STANDARD;
    }
}
