package io.roadrunner.websocket;

/// The compression that was agreed on for one session. Immutable.
///
/// @param options what the server wants
/// @param agreement what holds for this client
/// @param pool where compressors come from that are borrowed for a message
record MessageCompression(
        WebSocketCompression options, DeflateAgreement agreement, DeflatePool pool) {
    /// Compresses what one session sends.
    MessageDeflater deflater() {
        return new MessageDeflater(pool, agreement, options);
    }

    /// Takes the compression off what one session receives.
    MessageInflater inflater() {
        return new MessageInflater(pool, agreement, options);
    }
}
