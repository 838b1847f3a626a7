package io.roadrunner.websocket;

/// Is told of each frame that a session takes in. Called by the thread that reads the session, in
/// the order of the frames; must not block.
@FunctionalInterface
interface FrameObserver {
    /// A frame's head has come and is in order; its payload may still be on the way.
    ///
    /// @param opcode what it is
    /// @param fin whether its message ends with it
    /// @param length the length of its payload on the wire, in octets
    void frame(Opcode opcode, boolean fin, long length);
}
