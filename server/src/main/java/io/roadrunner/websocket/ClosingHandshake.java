package io.roadrunner.websocket;

/// How far the closing handshake of a session is (RFC 6455 §7): what each side has said. Any
/// thread.
///
/// ```
///   OPEN ── sent ──▶ CLOSING ── received ──▶ CLOSED
///    ╰──── received ────────────────────────▶ CLOSED   (and the answer is sent)
/// ```
final class ClosingHandshake {
    private boolean sent;
    private boolean received;
    private int code = CloseCode.ABNORMAL;
    private String reason = "";

    /// This side sends its close frame.
    synchronized void sent(int sentCode, String sentReason) {
        if (!sent && !received) {
            code = sentCode;
            reason = sentReason;
        }
        sent = true;
    }

    /// The close frame of the client has come.
    synchronized void received(int receivedCode, String receivedReason) {
        // "_The WebSocket Connection Close Code_ is defined as the status code (Section 7.4)
        // contained in the first Close control frame received by the application" RFC 6455 §7.1.5
        received = true;
        code = receivedCode;
        reason = receivedReason;
    }

    /// Whether this side has sent its close frame.
    synchronized boolean isSent() {
        return sent;
    }

    /// Whether both sides have: "it is said that _The WebSocket Closing Handshake is Started_" with
    /// the first, and over with the second (RFC 6455 §7.1.3, §7.1.4).
    synchronized boolean isClean() {
        return sent && received;
    }

    /// Why the session ends.
    synchronized int code() {
        return code;
    }

    /// What was said about it.
    synchronized String reason() {
        return reason;
    }
}
