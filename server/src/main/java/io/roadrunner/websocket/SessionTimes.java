package io.roadrunner.websocket;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Deadline;

/// What the reaper looks after in a session: a client that is silent, one that does not close, and
/// buffers that nobody uses. Written by the thread of the session, but for the close deadline and
/// what [#check] changes; read by the reaper.
final class SessionTimes {
    /// How many silences in a row are answered with a ping.
    private static final int PINGS = 2;

    /// What is due.
    enum Due {
        /// Nothing.
        NOTHING,
        /// The client has been silent and gets a ping.
        PING,
        /// It has not been heard of in spite of its pings.
        DEAD,
        /// It has not closed in time.
        CLOSE,
        /// The buffers can be given back.
        BUFFERS
    }

    private final Clock clock;
    private final long pingNanos;
    private final long hibernateNanos;
    private volatile long heardNanos;
    private volatile long closeNanos = Deadline.NONE;
    private volatile int pings;
    private volatile boolean hibernated;

    /// @param pingNanos how long a client may be silent, 0 for ever
    /// @param hibernateNanos idle time after which buffers are given back, `Deadline.NONE` for
    ///   never
    SessionTimes(Clock clock, long pingNanos, long hibernateNanos) {
        this.clock = clock;
        this.pingNanos = pingNanos;
        this.hibernateNanos = hibernateNanos;
        this.heardNanos = clock.coarseNanoTime();
    }

    /// Something has come from the client.
    void heard() {
        long now = clock.coarseNanoTime();
        if (heardNanos != now) {
            heardNanos = now;
        }
        if (pings > 0) {
            pings = 0;
        }
        if (hibernated) {
            hibernated = false;
        }
    }

    /// The client has so long to close. Any thread; only the first call counts, or an earlier end.
    void closesWithin(long nanos) {
        closeNanos = Math.min(closeNanos, clock.coarseNanoTime() + nanos);
    }

    /// When something is due.
    long deadlineNanos() {
        return Math.min(closeNanos, Math.min(pingDue(), bufferDue()));
    }

    private long pingDue() {
        return pingNanos == 0 ? Deadline.NONE : heardNanos + pingNanos * (pings + 1);
    }

    private long bufferDue() {
        boolean never = hibernated || hibernateNanos == Deadline.NONE;
        return never ? Deadline.NONE : heardNanos + hibernateNanos;
    }

    /// Says what is due; for the reaper.
    Due check(long now) {
        if (now - closeNanos >= 0) {
            return Due.CLOSE;
        }
        if (now - pingDue() >= 0) {
            int sent = pings + 1;
            pings = sent;
            return sent > PINGS ? Due.DEAD : Due.PING;
        }
        if (now - bufferDue() >= 0) {
            hibernated = true;
            return Due.BUFFERS;
        }
        return Due.NOTHING;
    }
}
