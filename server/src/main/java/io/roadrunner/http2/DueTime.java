package io.roadrunner.http2;

import io.roadrunner.connection.Deadline;
import java.util.concurrent.atomic.AtomicLong;

/// The next moment at which the reaper has something to do for a connection. Whoever begins to wait
/// moves it forward; only the reaper moves it back, after it has looked at everything. Any thread.
final class DueTime {
    private final AtomicLong nanos = new AtomicLong(Deadline.NONE);

    long nanos() {
        return nanos.get();
    }

    /// Something is due then, at the latest.
    void noLaterThan(long moment) {
        long known = nanos.get();
        while (moment < known && !nanos.compareAndSet(known, moment)) {
            known = nanos.get();
        }
    }

    /// Begins a look at everything: what is due after it is said anew.
    void clear() {
        nanos.set(Deadline.NONE);
    }
}
