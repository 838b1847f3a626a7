package io.roadrunner.websocket;

import io.roadrunner.http.Request;
import java.util.Optional;

/// The server's side of one WebSocket session (RFC 6455). Any thread may call it, also while the
/// handler runs and after the end.
///
/// A message is queued and leaves as soon as the connection takes it. Within a call of the
/// session's handler a send waits for room, so that a handler that answers each message is held
/// back together with its client. From any other thread it never waits: a client whose queue is
/// full is too slow and its session ends with code 1013.
public interface WebSocket {
    /// Sends a text message. A surrogate without its other half leaves as a question mark.
    ///
    /// @return false when the session is closing or closed, or its client too slow
    boolean sendText(String text);

    /// Sends a binary message. The array is the caller's again when this returns.
    ///
    /// @return false when the session is closing or closed, or its client too slow
    boolean sendBinary(byte[] data);

    /// Sends a ping.
    ///
    /// @param data at most 125 octets
    /// @return false when the session is closing or closed, or its client too slow
    /// @throws IllegalArgumentException for more octets
    boolean ping(byte[] data);

    /// Begins the closing handshake (RFC 6455 §7.1.2): what was queued leaves first, what comes
    /// from the client is ignored until its own close frame. Nothing happens when the session is
    /// closing.
    ///
    /// @param code 1000 to 1003, 1007 to 1014, or 3000 to 4999 (RFC 6455 §7.4)
    /// @param reason at most 123 octets of UTF-8, may be empty
    /// @throws IllegalArgumentException for another code or a longer reason
    void close(int code, String reason);

    /// Hands a message to [WebSocketHandler#onMessage].
    ///
    /// @return false when the session is over or its mailbox is full (`mailbox_capacity`)
    boolean post(Object message);

    /// The request that opened the session.
    Request request();

    /// The subprotocol that was agreed on (RFC 6455 §1.9).
    Optional<String> subprotocol();

    /// Whether messages can still be sent.
    boolean isOpen();
}
