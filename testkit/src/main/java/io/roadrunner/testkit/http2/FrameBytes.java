package io.roadrunner.testkit.http2;

import java.io.ByteArrayOutputStream;

/// Octets under construction. Used by one thread.
final class FrameBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A frame header, RFC 9113 §4.1: a length of 24 bits, type, flags and a stream of 31 bits.
    FrameBytes header(int length, int type, int flags, int stream) {
        return octet(length >> 16)
                .octet(length >> 8)
                .octet(length)
                .octet(type)
                .octet(flags)
                .integer(stream);
    }

    FrameBytes octet(int value) {
        out.write(value);
        return this;
    }

    FrameBytes integer(long value) {
        return octet((int) (value >> 24))
                .octet((int) (value >> 16))
                .octet((int) (value >> 8))
                .octet((int) value);
    }

    FrameBytes append(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    FrameBytes zeros(int count) {
        return append(new byte[count]);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /// These octets as the payload of a frame.
    byte[] frame(int type, int flags, int stream) {
        byte[] payload = bytes();
        return new FrameBytes().header(payload.length, type, flags, stream).append(payload).bytes();
    }
}
