package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.Octets;
import java.nio.charset.StandardCharsets;

/// A frame that the peer sent. Immutable; any thread.
///
/// @param fin whether the message ends here
/// @param rsv RSV1 as 4, RSV2 as 2, RSV3 as 1
/// @param opcode what it is
/// @param payload as it was sent, compressed or not
public record Frame(boolean fin, int rsv, Opcode opcode, Octets payload) {
    /// The code that stands for a close without one, RFC 6455 §7.4.1.
    public static final int NO_CODE = 1005;

    private static final int RSV1 = 4;

    /// {@return whether RSV1 is set, RFC 7692 §6}
    public boolean isCompressed() {
        return (rsv & RSV1) != 0;
    }

    /// {@return the payload as UTF-8}
    public String text() {
        return payload.text();
    }

    /// {@return the code of a close, [#NO_CODE] when it has none}
    public int closeCode() {
        byte[] octets = payload.bytes();
        return octets.length < 2 ? NO_CODE : ((octets[0] & 0xff) << 8) | (octets[1] & 0xff);
    }

    /// {@return the reason of a close, which may be empty}
    public String closeReason() {
        byte[] octets = payload.bytes();
        return octets.length <= 2
                ? ""
                : new String(octets, 2, octets.length - 2, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String content =
                opcode == Opcode.CLOSE
                        ? closeCode() + " \"" + closeReason() + '"'
                        : payload.toString();
        String flags = (fin ? "" : " not final") + (rsv == 0 ? "" : " rsv " + rsv);
        return opcode + flags + ' ' + content;
    }
}
