package io.roadrunner.websocket;

import java.time.Instant;

/// What an application does in one WebSocket session. Never called twice at the same time for one
/// session; [#onOpen] comes first, [#onClose] exactly once and last. Calls come in the thread of
/// the session, but [#onMessage] and [#onDrain] in another one. A call may block: meanwhile nothing
/// more is read, so a client that sends too fast is held back by its own connection.
///
/// What a call throws ends the session with code 1011 (RFC 6455 §7.4.1) and the request that opened
/// it as failed.
public interface WebSocketHandler {
    /// The session is open.
    ///
    /// @throws Exception for any failure
    default void onOpen(WebSocket socket) throws Exception {}

    /// A text message has come. Ends the session with code 1003 unless it is overridden.
    ///
    /// @param text valid UTF-8 on the wire, at most `maxMessageSize` octets there
    /// @throws Exception for any failure
    default void onText(WebSocket socket, String text) throws Exception {
        socket.close(CloseCode.UNSUPPORTED_DATA, "no text messages");
    }

    /// A binary message has come. Ends the session with code 1003 unless it is overridden.
    ///
    /// @param data at most `maxMessageSize` octets; belongs to the application
    /// @throws Exception for any failure
    default void onBinary(WebSocket socket, byte[] data) throws Exception {
        socket.close(CloseCode.UNSUPPORTED_DATA, "no binary messages");
    }

    /// A ping has come, and its pong has been sent.
    ///
    /// @param data at most 125 octets
    /// @throws Exception for any failure
    default void onPing(WebSocket socket, byte[] data) throws Exception {}

    /// A pong has come, asked for by [WebSocket#ping], by the server's own keep-alive or by nobody.
    ///
    /// @param data at most 125 octets
    /// @throws Exception for any failure
    default void onPong(WebSocket socket, byte[] data) throws Exception {}

    /// A message of another thread, given to [WebSocket#post].
    ///
    /// @throws Exception for any failure
    default void onMessage(WebSocket socket, Object message) throws Exception {}

    /// The listener drains: a good moment to tell the client. What is open at the deadline is
    /// closed with code 1001. May come again with an earlier deadline.
    ///
    /// @throws Exception for any failure
    default void onDrain(WebSocket socket, Instant deadline) throws Exception {}

    /// The session is over; nothing can be sent any more.
    ///
    /// @param code what the close frame of the client said, else what the server ended the session
    ///   with; 1005 when the client gave no code, 1006 when it went without a word
    /// @param reason what was said about it, may be empty
    /// @throws Exception for any failure
    default void onClose(WebSocket socket, int code, String reason) throws Exception {}
}
