package io.roadrunner.files;

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

    /// What the name of such a file has behind that of its original.
    String ending() {
        return ending;
    }
}
