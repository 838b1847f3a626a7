package io.roadrunner.http2;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Deadline;
import io.roadrunner.exchange.RateMeter;

/// Until when the peer must take some of what is being written, published for the reaper. Owned by
/// the writer of the moment; [#deadlineNanos()] and [#cause()] by any thread.
final class WriteTimer {
    private final Http2Settings settings;
    private final Clock clock;
    private RateMeter rate;
    private volatile long deadlineNanos = Deadline.NONE;
    private volatile CloseCause cause = CloseCause.WRITE_TIMEOUT;
    private long beganNanos;

    WriteTimer(Http2Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.rate = settings.writeRate();
    }

    /// What time it is.
    long now() {
        return clock.coarseNanoTime();
    }

    /// A write begins, which may have to wait.
    void begin() {
        beganNanos = clock.coarseNanoTime();
        long allowance = rate.allowanceNanos();
        boolean byRate = allowance < settings.writeNanos();
        cause = byRate ? CloseCause.SLOW_PEER : CloseCause.WRITE_TIMEOUT;
        deadlineNanos = beganNanos + (byRate ? allowance : settings.writeNanos());
    }

    /// A write has ended.
    void end(int moved) {
        deadlineNanos = Deadline.NONE;
        rate.record(clock.coarseNanoTime() - beganNanos, moved);
    }

    /// There is nothing to write any more: the next time counts anew.
    void rest() {
        deadlineNanos = Deadline.NONE;
        if (rate.waitedNanos() > 0) {
            rate = settings.writeRate();
        }
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /// Whether the write that is going on has lasted too long.
    boolean isOverdue(long nowNanos) {
        long deadline = deadlineNanos;
        return deadline != Deadline.NONE && nowNanos - deadline >= 0;
    }

    /// What an overdue write means.
    CloseCause cause() {
        return cause;
    }

    /// What was measured, for the report.
    RateMeter rate() {
        return rate;
    }
}
