package io.roadrunner.websocket;

import org.jspecify.annotations.Nullable;

/// Reads the head of one frame after the other, however it is cut, and refuses what no frame of a
/// client may say of itself (RFC 6455 §5.2). Holds numbers only. Owned by the thread that reads the
/// session.
///
/// ```
///  0 1 2 3 4 5 6 7   0 1 2 3 4 5 6 7
/// +-+-+-+-+-------+ +-+-------------+
/// |F|R|R|R| opcode| |M|    length   |  then 0, 2 or 8 octets of length,
/// |I|S|S|S|       | |A|  126: two   |  then 4 octets of masking key
/// |N|V|V|V|       | |S|  127: eight |
/// | |1|2|3|       | |K|  octets more|
/// +-+-+-+-+-------+ +-+-------------+
/// ```
final class FrameHeadDecoder {
    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int RSV2_AND_RSV3 = 0x30;
    private static final int OPCODE = 0x0f;
    private static final int MASK = 0x80;
    private static final int LENGTH = 0x7f;

    private static final int FIXED_OCTETS = 2;
    private static final int KEY_OCTETS = 4;
    private static final int TWO_OCTETS = 126;
    private static final int EIGHT_OCTETS = 127;
    private static final int MAX_IN_TWO_OCTETS = 0xffff;

    private final boolean compression;

    private int held;
    private int lengthEnd = FIXED_OCTETS;
    private Opcode opcode = Opcode.CONTINUATION;
    private boolean fin;
    private boolean compressed;
    private long length;
    private int key;

    /// @param compression whether an extension gives RSV1 a meaning
    FrameHeadDecoder(boolean compression) {
        this.compression = compression;
    }

    /// Takes what belongs to the head of what has arrived.
    ///
    /// @param octets holds what has arrived
    /// @param from where it starts
    /// @param to where it ends
    /// @return how many octets belong to the head
    /// @throws WebSocketException with 1002 at the first octet that is wrong
    int decode(byte[] octets, int from, int to) throws WebSocketException {
        int at = from;
        while (at < to && !isComplete()) {
            take(octets[at++] & 0xff);
        }
        return at - from;
    }

    /// Whether the head has come whole; then the payload is next.
    boolean isComplete() {
        return held == lengthEnd + KEY_OCTETS;
    }

    /// The payload has come: the head of the next frame is next.
    void reset() {
        held = 0;
        lengthEnd = FIXED_OCTETS;
    }

    /// What the frame is.
    Opcode opcode() {
        return opcode;
    }

    /// Whether the message ends with the frame.
    boolean fin() {
        return fin;
    }

    /// Whether a compressed message starts with the frame (RFC 7692 §6).
    boolean compressed() {
        return compressed;
    }

    /// How many octets the payload has, at most [Long#MAX_VALUE].
    long length() {
        return length;
    }

    /// The masking key, its first octet highest.
    int key() {
        return key;
    }

    private void take(int octet) throws WebSocketException {
        int index = held++;
        if (index == 0) {
            takeFirst(octet);
        } else if (index == 1) {
            takeSecond(octet);
        } else if (index < lengthEnd) {
            length = (length << Byte.SIZE) | octet;
            if (held == lengthEnd) {
                checkLength();
            }
        } else {
            key = (key << Byte.SIZE) | octet;
        }
    }

    private void takeFirst(int octet) throws WebSocketException {
        fin = (octet & FIN) != 0;
        compressed = (octet & RSV1) != 0;
        // "If an unknown opcode is received, the receiving endpoint MUST _Fail the WebSocket
        // Connection_." RFC 6455 §5.2
        opcode = known(Opcode.of(octet & OPCODE));
        // "If a nonzero value is received and none of the negotiated extensions defines the meaning
        // of such a nonzero value, the receiving endpoint MUST _Fail the WebSocket Connection_."
        // RFC 6455 §5.2
        if ((octet & RSV2_AND_RSV3) != 0 || (compressed && !compression)) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a reserved bit is set");
        }
        // "An endpoint MUST NOT set the "Per-Message Compressed" bit of control frames and
        // non-first fragments of a data message. An endpoint receiving such a frame MUST _Fail the
        // WebSocket Connection_." RFC 7692 §6.1
        if (compressed && opcode != Opcode.TEXT && opcode != Opcode.BINARY) {
            throw new WebSocketException(
                    CloseCode.PROTOCOL_ERROR, "only the start of a message may be compressed");
        }
        // "Control frames themselves MUST NOT be fragmented." RFC 6455 §5.4
        if (!fin && opcode.isControl()) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a fragmented control frame");
        }
    }

    private void takeSecond(int octet) throws WebSocketException {
        // "The server MUST close the connection upon receiving a frame that is not masked." RFC
        // 6455 §5.1
        if ((octet & MASK) == 0) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a frame without a mask");
        }
        int announced = octet & LENGTH;
        // "All control frames MUST have a payload length of 125 bytes or less" RFC 6455 §5.5
        if (opcode.isControl() && announced >= TWO_OCTETS) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a long control frame");
        }
        length = announced;
        if (announced == TWO_OCTETS) {
            extend(Short.BYTES);
        } else if (announced == EIGHT_OCTETS) {
            extend(Long.BYTES);
        }
    }

    private void extend(int octets) {
        length = 0;
        lengthEnd = FIXED_OCTETS + octets;
    }

    private void checkLength() throws WebSocketException {
        // "the following 8 bytes interpreted as a 64-bit unsigned integer (the most significant bit
        // MUST be 0) are the payload length" RFC 6455 §5.2
        if (length < 0) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a length beyond 63 bits");
        }
        // "Note that in all cases, the minimal number of bytes MUST be used to encode the length"
        // RFC 6455 §5.2
        boolean two = lengthEnd == FIXED_OCTETS + Short.BYTES;
        if (length < TWO_OCTETS || (!two && length <= MAX_IN_TWO_OCTETS)) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a length in too many octets");
        }
    }

    private static Opcode known(@Nullable Opcode opcode) throws WebSocketException {
        if (opcode == null) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "an unknown opcode");
        }
        return opcode;
    }
}
