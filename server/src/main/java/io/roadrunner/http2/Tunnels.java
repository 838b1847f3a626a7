package io.roadrunner.http2;

import io.roadrunner.connection.Deadline;
import io.roadrunner.exchange.TunneledProtocol;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The protocols that are spoken through streams of a connection (RFC 8441): few, long-lived, and
/// looked after by the reaper. Any thread; nothing here is called with the lock of the connection.
final class Tunnels {
    private final List<TunneledProtocol> open = new CopyOnWriteArrayList<>();

    void add(TunneledProtocol protocol) {
        open.add(protocol);
    }

    void remove(TunneledProtocol protocol) {
        open.remove(protocol);
    }

    /// Lets them say their last words.
    ///
    /// @return whether there are any
    boolean bidFarewell() {
        open.forEach(TunneledProtocol::bidFarewell);
        return !open.isEmpty();
    }

    /// When the first of them has something to do.
    long deadlineNanos() {
        long first = Deadline.NONE;
        for (TunneledProtocol protocol : open) {
            first = Math.min(first, protocol.deadlineNanos());
        }
        return first;
    }

    void check(long nowNanos) {
        for (TunneledProtocol protocol : open) {
            if (nowNanos - protocol.deadlineNanos() >= 0) {
                protocol.check(nowNanos);
            }
        }
    }

    void interrupt() {
        open.forEach(TunneledProtocol::interrupt);
    }
}
