package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.Octets;
import org.jspecify.annotations.Nullable;

/// Makes frames of the octets of a server, by the letter of RFC 6455 §5.2. Pure: it knows no socket
/// and no clock, so that it can be used over any stream of octets. Used by one thread; a frame has
/// at most [#MAX_PAYLOAD] octets.
public final class FrameDecoder {
    /// The longest payload that is read: 64 MiB.
    public static final int MAX_PAYLOAD = 64 << 20;

    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final OctetBuffer octets;

    /// A decoder that has nothing yet.
    public FrameDecoder() {
        this(new OctetBuffer());
    }

    FrameDecoder(OctetBuffer octets) {
        this.octets = octets;
    }

    /// Adds octets that have arrived.
    ///
    /// @param more any number of them, however they are split
    public void append(byte[] more) {
        octets.append(more);
    }

    /// Takes the next frame.
    ///
    /// @return it, or null when it is not complete
    /// @throws MalformedResponseException when it is none that a server may send
    public @Nullable Frame next() {
        if (octets.unread() < 2) {
            return null;
        }
        int form = octets.peek(1);
        // "A server MUST NOT mask any frames that it sends to the client." RFC 6455 §5.1
        require(form < 0x80, "a masked frame");
        int lengthOctets = form < 126 ? 0 : form == 126 ? 2 : 8;
        if (octets.unread() < 2 + lengthOctets) {
            return null;
        }
        long length = lengthOctets == 0 ? form : octets.peekNumber(2, lengthOctets);
        requireShortest(length, lengthOctets);
        require(length <= MAX_PAYLOAD, "a frame of " + length + " octets, too many to hold");
        Opcode opcode = opcode(length);
        if (octets.unread() < 2 + lengthOctets + length) {
            return null;
        }
        int head = octets.peek(0);
        octets.take(2 + lengthOctets);
        Octets payload = Octets.of(octets.take((int) length));
        return new Frame((head & 0x80) != 0, (head >> 4) & 7, opcode, payload);
    }

    private Opcode opcode(long length) {
        int head = octets.peek(0);
        Opcode opcode = Opcode.of(head & 0xf);
        if (opcode == null) {
            throw new MalformedResponseException("a frame of the reserved opcode " + (head & 0xf));
        }
        // "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be
        // fragmented." RFC 6455 §5.5
        require(
                !opcode.isControl() || (length <= MAX_CONTROL_PAYLOAD && head >= 0x80),
                "a long or fragmented " + opcode);
        return opcode;
    }

    /// "the minimal number of bytes MUST be used to encode the length" RFC 6455 §5.2
    private static void requireShortest(long length, int lengthOctets) {
        boolean shortest =
                switch (lengthOctets) {
                    case 0 -> true;
                    case 2 -> length >= 126;
                    // The most significant bit is 0 as well.
                    default -> length > 0xffff;
                };
        require(shortest, "a length of " + length + " in " + lengthOctets + " octets");
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new MalformedResponseException("the server sent " + otherwise);
        }
    }
}
