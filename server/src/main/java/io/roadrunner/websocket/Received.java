package io.roadrunner.websocket;

/// What a client has sent: a whole message, or a control frame (RFC 6455 §5.5, §5.6). Belongs to
/// whoever takes it; arrays are handed over and not copied.
@SuppressWarnings("ArrayRecordComponent") // handed over once; nobody compares two of them
sealed interface Received {
    /// A text message.
    record Text(String text) implements Received {}

    /// A binary message.
    record Binary(byte[] data) implements Received {}

    /// A ping, which is to be answered with the same data; at most 125 octets.
    record Ping(byte[] data) implements Received {}

    /// A pong, asked for or not; at most 125 octets.
    record Pong(byte[] data) implements Received {}

    /// A close frame, behind which the client sends nothing that counts.
    ///
    /// @param code a code that may be on the wire, or [CloseCode#NO_STATUS] when there was none
    /// @param reason what the client says about it, at most 123 octets of UTF-8; may be empty
    record Close(int code, String reason) implements Received {}
}
