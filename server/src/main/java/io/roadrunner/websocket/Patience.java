package io.roadrunner.websocket;

/// How a frame is sent through a [SessionOutput]: who sends it, and whether that may wait.
enum Patience {
    /// By the thread of the session, which waits for room and flushes later.
    HELD,
    /// By another thread that waits for room.
    WAITS,
    /// By another thread that does not wait.
    NEVER
}
