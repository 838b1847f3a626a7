package io.roadrunner.config;

import java.util.ArrayList;
import java.util.List;

/// What one HTTP/1.1 request may cost before its content. Bounds are inclusive.
///
/// @param maxRequestLine bytes of the request line without its CRLF, 1 to 16 MiB, default 8192;
///   above: 414 and close
/// @param maxHeaderLine bytes of one field line without its CRLF, 1 to 16 MiB, default 8192; above:
///   431 and close
/// @param maxHeaderBlock bytes of all field lines with their CRLFs, 1 to 16 MiB, default 10 240;
///   above: 431 and close
/// @param maxHeaderCount field lines, 1 to 100 000, default 100; above: 431 and close
public record Http1Options(
        int maxRequestLine, int maxHeaderLine, int maxHeaderBlock, int maxHeaderCount) {
    private static final long LARGEST = 16L << 20;

    static final Limit MAX_REQUEST_LINE =
            new Limit(
                    "http1.max_request_line",
                    Rule.Whole.of(8192, 1, LARGEST, "bytes"),
                    "414, then close",
                    Limit.REFERENCE);
    static final Limit MAX_HEADER_LINE =
            new Limit(
                    "http1.max_header_line",
                    Rule.Whole.of(8192, 1, LARGEST, "bytes"),
                    "431, then close",
                    Limit.REFERENCE);
    static final Limit MAX_HEADER_BLOCK =
            new Limit(
                    "http1.max_header_block",
                    Rule.Whole.of(10_240, 1, LARGEST, "bytes"),
                    "431, then close",
                    Limit.REFERENCE);
    static final Limit MAX_HEADER_COUNT =
            new Limit(
                    "http1.max_header_count",
                    Rule.Whole.of(100, 1, 100_000, "fields"),
                    "431, then close",
                    Limit.REFERENCE + ", Apache httpd, Kestrel");

    private static final Http1Options STANDARD =
            new Http1Options(
                    MAX_REQUEST_LINE.initialInt(),
                    MAX_HEADER_LINE.initialInt(),
                    MAX_HEADER_BLOCK.initialInt(),
                    MAX_HEADER_COUNT.initialInt());

    /// Throws [InvalidOptionException] with every component that is out of range.
    public Http1Options {
        List<OptionProblem> problems = new ArrayList<>();
        MAX_REQUEST_LINE.check((long) maxRequestLine, problems);
        MAX_HEADER_LINE.check((long) maxHeaderLine, problems);
        MAX_HEADER_BLOCK.check((long) maxHeaderBlock, problems);
        MAX_HEADER_COUNT.check((long) maxHeaderCount, problems);
        InvalidOptionException.throwIfAny(problems);
    }

    /// The defaults.
    public static Http1Options standard() {
        return STANDARD;
    }

    /// These options with another longest request line.
    public Http1Options withMaxRequestLine(int bytes) {
        return new Http1Options(bytes, maxHeaderLine, maxHeaderBlock, maxHeaderCount);
    }

    /// These options with another longest field line.
    public Http1Options withMaxHeaderLine(int bytes) {
        return new Http1Options(maxRequestLine, bytes, maxHeaderBlock, maxHeaderCount);
    }

    /// These options with another longest header section.
    public Http1Options withMaxHeaderBlock(int bytes) {
        return new Http1Options(maxRequestLine, maxHeaderLine, bytes, maxHeaderCount);
    }

    /// These options with another number of field lines.
    public Http1Options withMaxHeaderCount(int fields) {
        return new Http1Options(maxRequestLine, maxHeaderLine, maxHeaderBlock, fields);
    }
}
