package io.roadrunner.http2;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.RateMeter;

/// One wait of a request's thread for its peer: until when, and what it means when that passes.
/// Guarded by the lock of the connection.
final class StreamWait {
    private final RateMeter rate;
    private final long limitNanos;
    private final CloseCause ifLate;
    private long deadlineNanos;
    private long beganNanos;
    private CloseCause meaning;
    private boolean expired;

    /// @param rate what the peer is held to meanwhile
    /// @param nowNanos when the wait begins
    /// @param limitNanos how long it may last without progress
    /// @param ifLate what it means when it lasts longer
    StreamWait(RateMeter rate, long nowNanos, long limitNanos, CloseCause ifLate) {
        this.rate = rate;
        this.limitNanos = limitNanos;
        this.ifLate = ifLate;
        this.meaning = ifLate;
        begin(nowNanos);
    }

    private void begin(long nowNanos) {
        long allowance = rate.allowanceNanos();
        boolean byRate = allowance < limitNanos;
        beganNanos = nowNanos;
        deadlineNanos = nowNanos + (byRate ? allowance : limitNanos);
        meaning = byRate ? CloseCause.SLOW_PEER : ifLate;
    }

    /// The peer has moved some bytes: what is left has its whole time again.
    void progress(int octets, long nowNanos) {
        end(octets, nowNanos);
        begin(nowNanos);
    }

    /// The wait is over.
    void end(int octets, long nowNanos) {
        rate.record(nowNanos - beganNanos, octets);
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /// The wait was nobody's fault so far: it begins again.
    void postpone(long nowNanos) {
        begin(nowNanos);
    }

    void expire() {
        expired = true;
    }

    boolean isExpired() {
        return expired;
    }

    CloseCause meaning() {
        return meaning;
    }

    RateMeter rate() {
        return rate;
    }
}
