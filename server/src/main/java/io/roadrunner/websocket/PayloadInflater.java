package io.roadrunner.websocket;

/// Takes the compression off the payloads of one session's messages (RFC 7692 §6.2), piece by piece
/// as they arrive. Owned and called by the thread that reads the session; whoever made it closes
/// it. What comes out is bounded by the [Sink], which refuses more than a message may have.
interface PayloadInflater {
    /// Takes the next piece of a compressed message, without its mask.
    ///
    /// @param octets holds the piece, only until this returns
    /// @param from where it starts
    /// @param to where it ends
    /// @param out is given what the piece stands for, in any number of steps
    /// @throws WebSocketException when it is not compressed data, or stands for too much
    void inflate(byte[] octets, int from, int to, Sink out) throws WebSocketException;

    /// Ends a message: all of it has been given to [#inflate].
    ///
    /// @param out is given what is left
    /// @throws WebSocketException when the message cannot end here, or stands for too much
    void endMessage(Sink out) throws WebSocketException;

    /// Gives back what is held outside the heap. More than once is as good as once; nothing else is
    /// called afterwards.
    void close();

    /// Where the content of a message goes.
    interface Sink {
        /// Takes the next piece of the content.
        ///
        /// @param octets holds the piece, only until this returns
        /// @param from where it starts
        /// @param to where it ends
        /// @throws WebSocketException when the message has become too large, or its text is no text
        void accept(byte[] octets, int from, int to) throws WebSocketException;
    }
}
