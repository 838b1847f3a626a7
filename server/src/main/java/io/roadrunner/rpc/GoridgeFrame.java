package io.roadrunner.rpc;

import java.nio.ByteBuffer;
import java.util.List;

/// One goridge frame of version 1. Immutable.
///
/// ```
///  0        version (high nibble), length of the header in words of 4 bytes (low nibble)
///  1        flags
///  2 … 5    length of the payload        little-endian
///  6 … 9    CRC-32 of bytes 0 … 5        little-endian
/// 10        stream bits
/// 11        reserved: written as 0, not looked at
/// 12 …      options of 4 bytes each      little-endian
///           payload
/// ```
///
/// @param flags the byte of flags
/// @param stream the byte of stream bits
/// @param options at most [#MAX_OPTIONS] words, unsigned
/// @param payload what follows the header; every caller gets a position of its own
record GoridgeFrame(int flags, int stream, List<Integer> options, ByteBuffer payload) {
    static final int VERSION = 1;

    /// Bytes of a header without options.
    static final int HEADER = 12;

    /// Bytes of a word, in which the length of the header is counted.
    static final int WORD = 4;

    static final int MAX_OPTIONS = 10;

    /// The bytes that the checksum is of.
    static final int CHECKED = 6;

    static final int CONTROL = 0x01;
    static final int RAW = 0x04;
    static final int JSON = 0x08;
    static final int MSGPACK = 0x10;
    static final int GOB = 0x20;
    static final int ERROR = 0x40;
    static final int PROTO = 0x80;

    /// The flags of which a call has exactly one.
    static final int CODECS = RAW | JSON | MSGPACK | GOB | PROTO;

    static final int STREAM = 0x01;
    static final int STOP = 0x02;
    static final int PING = 0x04;
    static final int PONG = 0x08;

    GoridgeFrame {
        if (options.size() > MAX_OPTIONS) {
            throw new IllegalArgumentException(options.size() + " options");
        }
        options = List.copyOf(options);
        payload = payload.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer payload() {
        return payload.duplicate();
    }

    boolean hasFlag(int flag) {
        return (flags & flag) != 0;
    }

    boolean hasStreamBit(int bit) {
        return (stream & bit) != 0;
    }
}
