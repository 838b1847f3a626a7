package io.roadrunner.http;

/// The last message of a loop whose peer has gone; nothing can be pushed any more.
///
/// @param reason what ended it
public record Disconnected(Reason reason) {
    /// What ended the response from the peer's side.
    public enum Reason {
        /// The peer closed or reset its connection.
        CLOSED,
        /// The peer reset the stream.
        RESET,
        /// The connection that carried the stream is gone.
        CONNECTION_DOWN
    }
}
