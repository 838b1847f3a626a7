package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import org.jspecify.annotations.Nullable;

/// A content coding that can be decoded (RFC 9110 §8.4.1).
public enum ContentCoding {
    /// `gzip`, also as `x-gzip`: members of RFC 1952.
    GZIP("gzip"),
    /// `deflate`: the zlib format of RFC 1950, not deflate data without it.
    DEFLATE("deflate");

    private final String token;

    ContentCoding(String token) {
        this.token = token;
    }

    /// The lower-case name in fields.
    public String token() {
        return token;
    }

    /// The coding of a name in any case, or null. "A recipient SHOULD consider "x-gzip" to be
    /// equivalent to "gzip"." RFC 9110 §8.4.1.3
    public static @Nullable ContentCoding of(String name) {
        String token = Ascii.toLower(name);
        return switch (token) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> null;
        };
    }
}
