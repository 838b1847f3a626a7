package io.roadrunner.files;

import io.roadrunner.http.AcceptEncoding;

/// A content coding in which files lie ready beside their originals (RFC 9110 §8.4.1), in the order
/// of preference among those that a client likes equally.
enum ContentCoding {
    BROTLI("br", ".br"),
    ZSTANDARD("zstd", ".zst"),
    GZIP("gzip", ".gz");

    private final String token;
    private final String ending;

    ContentCoding(String token, String ending) {
        this.token = token;
        this.ending = ending;
    }

    /// The name in `content-encoding` and `accept-encoding`.
    String token() {
        return token;
    }

    /// How much a client likes it, 0 to 1000.
    int weight(AcceptEncoding accepted) {
        return switch (this) {
            case BROTLI -> accepted.brotli();
            case ZSTANDARD -> accepted.zstandard();
            case GZIP -> accepted.gzip();
        };
    }

    /// What the name of such a file has behind that of its original.
    String ending() {
        return ending;
    }
}
