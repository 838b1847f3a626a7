package io.roadrunner.http;

/// Where a [Response.Loop] gets its messages from. Bounded; any thread may send, also before the
/// loop begins. It closes when the request ends.
public interface Mailbox {
    /// Hands a message to the loop.
    ///
    /// @return false when the mailbox is full or closed: the message was not taken
    boolean send(Object message);

    /// Whether the request that it belongs to has ended.
    boolean isClosed();
}
