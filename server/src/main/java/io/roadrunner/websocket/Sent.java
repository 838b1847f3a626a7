package io.roadrunner.websocket;

/// What became of a frame that was given to a [SessionOutput].
enum Sent {
    /// It is on its way.
    QUEUED,
    /// The output has ended.
    ENDED,
    /// There is no room for it.
    FULL
}
