package io.roadrunner.testkit.websocket;

import org.jspecify.annotations.Nullable;

/// What a frame is, RFC 6455 §5.2. Any thread.
public enum Opcode {
    /// More of the message that a text or binary frame began.
    CONTINUATION(0x0),
    /// UTF-8.
    TEXT(0x1),
    /// Any octets.
    BINARY(0x2),
    /// The end of what its sender sends.
    CLOSE(0x8),
    /// To be answered.
    PING(0x9),
    /// The answer, or a sign of life.
    PONG(0xa);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /// {@return the four bits on the wire, 0 to 15}
    public int code() {
        return code;
    }

    /// {@return whether it is one of the control frames, RFC 6455 §5.5}
    public boolean isControl() {
        return code >= CLOSE.code;
    }

    static @Nullable Opcode of(int code) {
        for (Opcode opcode : values()) {
            if (opcode.code == code) {
                return opcode;
            }
        }
        return null;
    }
}
