package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Whether a server may send this frame now: order of fragments, RSV bits, what a close says. Owned
/// by one [WebSocketWire], used by one thread.
final class FrameRules {
    private boolean inMessage;
    private boolean closed;

    /// @param compression whether permessage-deflate was agreed upon
    void check(Frame frame, boolean compression) {
        require(!closed, frame, "comes behind a close");
        // "MUST be 0 unless an extension is negotiated that defines meanings for non-zero values."
        // RFC 6455 §5.2; "An endpoint MUST NOT set the "Per-Message Compressed" bit of control
        // frames and non-first fragments of a data message." RFC 7692 §6.1
        boolean first = frame.opcode() == Opcode.TEXT || frame.opcode() == Opcode.BINARY;
        int allowed = compression && first ? 4 : 0;
        require((frame.rsv() & ~allowed) == 0, frame, "has a reserved bit set");
        switch (frame.opcode()) {
            case TEXT, BINARY -> begin(frame);
            case CONTINUATION -> goOn(frame);
            case CLOSE -> close(frame);
            case PING, PONG -> {}
        }
    }

    /// Expects that a text is UTF-8, RFC 6455 §5.6.
    static void checkUtf8(Octets octets, Object where) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.bytes()));
        } catch (CharacterCodingException _) {
            throw new MalformedResponseException(where + " is not UTF-8");
        }
    }

    private void begin(Frame frame) {
        require(!inMessage, frame, "comes in the middle of a message");
        inMessage = !frame.fin();
    }

    private void goOn(Frame frame) {
        require(inMessage, frame, "goes on with no message");
        inMessage = !frame.fin();
    }

    private void close(Frame frame) {
        closed = true;
        require(frame.payload().length() != 1, frame, "has half a code");
        require(
                frame.payload().length() == 0 || mayBeSent(frame.closeCode()),
                frame,
                "has a code that may not be sent");
        if (frame.payload().length() > 2) {
            // A code never makes a part of a character.
            byte[] payload = frame.payload().bytes();
            checkUtf8(Octets.of(Arrays.copyOfRange(payload, 2, payload.length)), frame);
        }
    }

    /// The codes of RFC 6455 §7.4.1 that are not reserved, those that were registered after it, and
    /// the ranges of §7.4.2 for libraries and applications.
    private static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006)
                || (code >= 3000 && code <= 4999);
    }

    private static void require(boolean met, Frame frame, String otherwise) {
        if (!met) {
            throw new MalformedResponseException(frame + " " + otherwise);
        }
    }
}
