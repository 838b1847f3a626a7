package io.roadrunner.http;

import java.util.List;

/// How much a client likes each content coding (RFC 9110 §12.5.3), in thousandths: from 0, not at
/// all, to 1000. Immutable.
///
/// An element that breaks the grammar counts as not sent: what is not understood is never a reason
/// to code. Of several elements for one coding the first counts.
///
/// @param brotli the weight of `br`
/// @param zstandard the weight of `zstd`
/// @param gzip the weight of `gzip` or `x-gzip`
/// @param deflate the weight of `deflate`
/// @param identity the weight of no coding at all: 1 when nothing is said of it, so that any coding
///   that is accepted is at least as good
public record AcceptEncoding(int brotli, int zstandard, int gzip, int deflate, int identity) {
    static final int MOST = 1000;

    /// Without a field any coding would do, but not every client that says nothing can decode one.
    private static final AcceptEncoding PLAIN = new AcceptEncoding(0, 0, 0, 0, MOST);

    /// Throws [IllegalArgumentException] for a weight that is not 0 to 1000.
    public AcceptEncoding {
        if (!isWeight(brotli)
                || !isWeight(zstandard)
                || !isWeight(gzip)
                || !isWeight(deflate)
                || !isWeight(identity)) {
            throw new IllegalArgumentException("a weight is 0 to 1000");
        }
    }

    private static boolean isWeight(int weight) {
        return weight >= 0 && weight <= MOST;
    }

    /// What a request accepts; without an `accept-encoding` field that is no coding.
    public static AcceptEncoding of(Headers headers) {
        return headers.indexOf("accept-encoding", 0) < 0
                ? PLAIN
                : parse(headers.all("accept-encoding"));
    }

    /// Reads the values of all `accept-encoding` fields in order. Never throws for what a client
    /// may send.
    public static AcceptEncoding parse(List<String> fieldValues) {
        AcceptEncodingParser parser = new AcceptEncodingParser();
        for (String value : fieldValues) {
            parser.read(value);
        }
        return parser.result();
    }
}
