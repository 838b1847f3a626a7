package io.roadrunner.http2;

import java.nio.charset.StandardCharsets;

/// What a client's side of a connection begins with (RFC 9113 §3.4).
public final class Preface {
    private static final byte[] OCTETS =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /// How many octets it has.
    public static final int LENGTH = OCTETS.length;

    private Preface() {}

    /// Whether octets are a beginning of it, or all of it.
    ///
    /// @param octets where they are
    /// @param from the first
    /// @param count how many, at most [#LENGTH]
    public static boolean isBegunBy(byte[] octets, int from, int count) {
        for (int i = 0; i < count; i++) {
            if (octets[from + i] != OCTETS[i]) {
                return false;
            }
        }
        return true;
    }
}
