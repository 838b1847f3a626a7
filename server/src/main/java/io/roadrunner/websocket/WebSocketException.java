package io.roadrunner.websocket;

import java.io.Serial;

/// What a peer did against the protocol or beyond a limit: the session ends with this code (RFC
/// 6455 §7.1.7). The peer's fault, so it carries no stack trace.
final class WebSocketException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int code;

    /// @param code the code that the peer is told, one of those that [CloseCode#maySend] allows
    /// @param reason what was wrong, in a few words of ASCII; never with octets of the peer
    WebSocketException(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /// The code that the peer is told.
    int code() {
        return code;
    }

    /// What was wrong, for the close frame and for telemetry; at most 123 octets.
    String reason() {
        return String.valueOf(getMessage());
    }
}
