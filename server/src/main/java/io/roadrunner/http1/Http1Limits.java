package io.roadrunner.http1;

/// What one HTTP/1.1 request may cost before its body. All bounds are inclusive and counted in
/// bytes unless said otherwise; a bound is enforced while its element is still arriving.
///
/// The defaults of the first four and of the chunk line are those of the Erlang server roadrunner.
///
/// @param maxRequestLine request line without its CRLF, default 8192; above: 414
/// @param maxHeaderLine one field line without its CRLF, default 8192; above: 431
/// @param maxHeaderBlock all field lines with their CRLFs, without the empty line, default 10 240;
///   above: 431
/// @param maxHeaderCount field lines, default 100 lines; above: 431
/// @param maxChunkLine chunk size and extensions without the CRLF, default 8192; above: 400
/// @param maxChunkExtensions the extensions of all chunks of one body, default 16 384 (own
///   default); above: 400
record Http1Limits(
        int maxRequestLine,
        int maxHeaderLine,
        int maxHeaderBlock,
        int maxHeaderCount,
        int maxChunkLine,
        int maxChunkExtensions) {
    private static final int LINE_END = 2;
    private static final Http1Limits DEFAULTS =
            new Http1Limits(8192, 8192, 10_240, 100, 8192, 16_384);

    /// Throws [IllegalArgumentException] for a bound that is not positive.
    Http1Limits {
        checkPositive("maxRequestLine", maxRequestLine);
        checkPositive("maxHeaderLine", maxHeaderLine);
        checkPositive("maxHeaderBlock", maxHeaderBlock);
        checkPositive("maxHeaderCount", maxHeaderCount);
        checkPositive("maxChunkLine", maxChunkLine);
        checkPositive("maxChunkExtensions", maxChunkExtensions);
    }

    /// The limits that hold unless others are given.
    static Http1Limits defaults() {
        return DEFAULTS;
    }

    /// The most bytes that a head can have, from an empty line before it to the one that ends it: a
    /// read buffer of this size always suffices.
    int maxHead() {
        return LINE_END + maxRequestLine + LINE_END + maxHeaderBlock + LINE_END;
    }

    private static void checkPositive(String name, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException(name + " is not positive: " + bound);
        }
    }
}
