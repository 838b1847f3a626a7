package io.roadrunner.websocket;

import io.roadrunner.bytes.ByteOutput;
import java.nio.charset.StandardCharsets;

/// Writes frames of the server, which are never masked and always whole messages (RFC 6455 §5.1,
/// §5.2). Stateless; any thread that owns the output.
///
/// ```
///  0 1 2 3 4 5 6 7   0 1 2 3 4 5 6 7
/// +-+-+-+-+-------+ +-+-------------+
/// |1|C|0|0| opcode| |0|    length   |  C: the message is compressed (RFC 7692 §6)
/// +-+-+-+-+-------+ +-+-------------+
/// ```
final class FrameEncoder {
    /// "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be
    /// fragmented." RFC 6455 §5.5
    static final int MAX_CONTROL_LENGTH = 125;

    /// What the two octets of the code leave in a close frame.
    static final int MAX_REASON_LENGTH = MAX_CONTROL_LENGTH - 2;

    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int TWO_OCTETS = 126;
    private static final int EIGHT_OCTETS = 127;
    private static final int MAX_IN_TWO_OCTETS = 0xffff;

    private FrameEncoder() {}

    /// Writes a frame that is not compressed.
    static void frame(ByteOutput out, Opcode opcode, byte[] payload) {
        head(out, opcode, false, payload.length);
        out.put(payload);
    }

    /// Writes a close frame.
    ///
    /// @param code a code that may be on the wire, or [CloseCode#NO_STATUS] for a frame without one
    /// @param reason at most 123 octets of UTF-8, not written without a code
    static void close(ByteOutput out, int code, String reason) {
        if (code == CloseCode.NO_STATUS) {
            head(out, Opcode.CLOSE, false, 0);
            return;
        }
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        if (!CloseCode.maySend(code) || words.length > MAX_REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "close code %d with %d octets of reason".formatted(code, words.length));
        }
        head(out, Opcode.CLOSE, false, words.length + 2);
        out.putInteger(code, 2).put(words);
    }

    /// Writes the head of a frame; the payload is to be appended next.
    ///
    /// @param compressed whether the payload is compressed (RFC 7692 §6): data messages only
    /// @param length how many octets the payload has, at most 125 in a control frame
    static void head(ByteOutput out, Opcode opcode, boolean compressed, int length) {
        if (opcode.isControl() && (compressed || length > MAX_CONTROL_LENGTH)) {
            throw new IllegalArgumentException("a control frame with %d octets".formatted(length));
        }
        out.put(FIN | (compressed ? RSV1 : 0) | opcode.code());
        // "Note that in all cases, the minimal number of bytes MUST be used to encode the length"
        // RFC 6455 §5.2
        if (length < TWO_OCTETS) {
            out.put(length);
        } else if (length <= MAX_IN_TWO_OCTETS) {
            out.put(TWO_OCTETS).putInteger(length, 2);
        } else {
            out.put(EIGHT_OCTETS).putInteger(0, 4).putInteger(length, 4);
        }
    }
}
