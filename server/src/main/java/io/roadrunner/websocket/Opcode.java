package io.roadrunner.websocket;

import org.jspecify.annotations.Nullable;

/// What a frame is (RFC 6455 §5.2). Immutable; any thread.
enum Opcode {
    /// More of the message before it.
    CONTINUATION(0x0),
    /// A text, or the start of one.
    TEXT(0x1),
    /// Octets, or the start of them.
    BINARY(0x2),
    /// The end of the session.
    CLOSE(0x8),
    /// A question whether the peer is there.
    PING(0x9),
    /// The answer to it.
    PONG(0xa);

    private static final int CONTROL = 0x8;

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /// The four bits on the wire.
    int code() {
        return code;
    }

    /// Whether it says something about the session and may come within a message: "Control frames
    /// are identified by opcodes where the most significant bit of the opcode is 1." RFC 6455 §5.5
    boolean isControl() {
        return (code & CONTROL) != 0;
    }

    /// The opcode of four bits from the wire, null for a reserved one.
    static @Nullable Opcode of(int code) {
        return switch (code) {
            case 0x0 -> CONTINUATION;
            case 0x1 -> TEXT;
            case 0x2 -> BINARY;
            case 0x8 -> CLOSE;
            case 0x9 -> PING;
            case 0xa -> PONG;
            default -> null;
        };
    }
}
