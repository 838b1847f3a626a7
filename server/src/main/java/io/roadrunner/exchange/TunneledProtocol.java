package io.roadrunner.exchange;

import io.roadrunner.connection.Drain;

/// A protocol of the server that is spoken through a [Tunnel], as its connection sees it. Any
/// thread; all members return at once and may come at any moment, also after the end.
public interface TunneledProtocol {
    /// The listener drains, or tells of a drain.
    void drain(Drain drain);

    /// The deadline of a drain has come: what is left says its last words and gets a moment for
    /// them before it is cut.
    void bidFarewell();

    /// The moment at which [#check(long)] has something to do, `Deadline.NONE` for never.
    long deadlineNanos();

    /// Called by the reaper about every 100 ms when the deadline has passed.
    void check(long nowNanos);

    /// The tunnel is cut: whatever works for it in other threads than the tunnel's own has to end.
    void interrupt();
}
