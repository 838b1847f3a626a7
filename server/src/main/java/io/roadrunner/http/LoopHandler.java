package io.roadrunner.http;

/// Turns messages into the body of a [Response.Loop]. Called by the thread of the request, one
/// message at a time. Apart from what the application sends to the [Mailbox], a handler receives a
/// [DrainNotice] when the listener drains and at the end a [Disconnected] when the peer has gone.
///
/// @param <S> the state that is handed from message to message
@FunctionalInterface
public interface LoopHandler<S> {
    /// Handles one message.
    ///
    /// @param message what was sent to the mailbox, a [DrainNotice] or a [Disconnected]
    /// @param push writes to the body; returns when the bytes are on their way
    /// @param state what the last call returned, at first the state of the response
    /// @return whether to go on, and with which state; ignored after [Disconnected]
    /// @throws Exception for any failure: the response is cut off visibly
    Next<S> onMessage(Object message, Push push, S state) throws Exception;

    /// What happens after a message.
    ///
    /// @param <S> the state
    sealed interface Next<S> {
        /// Wait for the next message.
        ///
        /// @param state handed to the next call
        /// @param <S> the state
        record Continue<S>(S state) implements Next<S> {}

        /// End the body cleanly.
        ///
        /// @param trailers fields after the body, possibly none
        /// @param <S> the state
        record Stop<S>(Headers trailers) implements Next<S> {}

        /// Wait for the next message.
        static <S> Next<S> next(S state) {
            return new Continue<>(state);
        }

        /// End the body cleanly without trailers.
        static <S> Next<S> stop() {
            return new Stop<>(Headers.empty());
        }
    }
}
