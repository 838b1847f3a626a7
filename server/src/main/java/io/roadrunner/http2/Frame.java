package io.roadrunner.http2;

/// One frame as it lies in the input (RFC 9113 §4.1): valid until the input goes on.
final class Frame {
    private final int type;
    private final int flags;
    private final int streamId;
    private final byte[] octets;
    private final int offset;
    private final int length;

    /// @param start where its header begins, the whole frame behind it
    Frame(byte[] octets, int start) {
        this(
                octets[start + 3] & 0xff,
                octets[start + 4] & 0xff,
                ((octets[start + 5] & 0x7f) << 24)
                        | ((octets[start + 6] & 0xff) << 16)
                        | ((octets[start + 7] & 0xff) << 8)
                        | (octets[start + 8] & 0xff),
                octets,
                start + FrameType.HEADER_LENGTH,
                payloadLength(octets, start));
    }

    private Frame(int type, int flags, int streamId, byte[] octets, int offset, int length) {
        this.type = type;
        this.flags = flags;
        this.streamId = streamId;
        this.octets = octets;
        this.offset = offset;
        this.length = length;
    }

    /// The length of the payload of the frame whose header begins at an index.
    static int payloadLength(byte[] octets, int start) {
        return ((octets[start] & 0xff) << 16)
                | ((octets[start + 1] & 0xff) << 8)
                | (octets[start + 2] & 0xff);
    }

    /// What it is, see [FrameType].
    int type() {
        return type;
    }

    /// The stream, 0 for the connection.
    int streamId() {
        return streamId;
    }

    /// Where the payload lies.
    byte[] octets() {
        return octets;
    }

    /// Where the payload begins.
    int offset() {
        return offset;
    }

    /// How long the payload is.
    int length() {
        return length;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    int end() {
        return offset + length;
    }

    /// An octet of the payload.
    int octet(int index) {
        return octets[offset + index] & 0xff;
    }

    /// Two octets of the payload.
    int shortAt(int index) {
        return (octet(index) << 8) | octet(index + 1);
    }

    /// Four octets of the payload.
    int intAt(int index) {
        return (shortAt(index) << 16) | shortAt(index + 2);
    }

    /// Eight octets of the payload.
    long longAt(int index) {
        long high = intAt(index);
        return (high << 32) | Integer.toUnsignedLong(intAt(index + 4));
    }

    /// Four octets of the payload without the first bit, which is reserved.
    int int31At(int index) {
        return intAt(index) & Integer.MAX_VALUE;
    }

    /// The same frame with less of its payload.
    Frame slice(int from, int to) {
        return new Frame(type, flags, streamId, octets, offset + from, to - from);
    }

    /// The frame without its padding (RFC 9113 §6.1).
    ///
    /// @throws Http2Exception.OfConnection when there is more padding than payload
    Frame withoutPadding() throws Http2Exception.OfConnection {
        if (!has(FrameType.PADDED)) {
            return this;
        }
        // "If the length of the padding is the length of the frame payload or greater, the
        // recipient MUST treat this as a connection error of type PROTOCOL_ERROR."
        // RFC 9113 §6.1
        if (length < 1) {
            throw new Http2Exception.OfConnection(
                    ErrorCode.FRAME_SIZE_ERROR, "no room for the length of the padding");
        }
        int padding = octet(0);
        if (padding >= length) {
            throw new Http2Exception.OfConnection(
                    ErrorCode.PROTOCOL_ERROR, "more padding than payload");
        }
        return slice(1, length - padding);
    }
}
