package io.roadrunner.testkit;

/// The peer sent bytes that are no HTTP/1.1 response, HTTP/2 frame or WebSocket frame, or framed
/// one as RFC 9112, RFC 9113 or RFC 6455 forbids.
public final class MalformedResponseException extends WireException {
    private static final long serialVersionUID = 1L;

    /// Bytes that a peer may not send.
    ///
    /// @param message what is wrong with them
    public MalformedResponseException(String message) {
        super(message, null);
    }
}
