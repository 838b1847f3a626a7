package io.roadrunner.benchmarks.peers;

import java.nio.charset.StandardCharsets;

/// What every peer answers, so that all send the same octets. Immutable.
final class Answers {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String OCTETS = "application/octet-stream";
    static final String HELLO = "hello, roadrunner!";

    private static final int LARGE_LENGTH = 64 << 10;

    private Answers() {}

    /// The content of `/hello`: a fresh array.
    static byte[] hello() {
        return HELLO.getBytes(StandardCharsets.US_ASCII);
    }

    /// The content of `/large`: a fresh array.
    static byte[] large() {
        byte[] octets = new byte[LARGE_LENGTH];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) ((i * 31) >> 3);
        }
        return octets;
    }
}
