package io.roadrunner.http1;

/// Decides whether a connection lets others run before it reads its next request. Shared by the
/// connections of a listener; any thread.
///
/// Their requests may make the bytes arrive that the read would park for, which saves CPU time
/// under load. But a carrier takes up a parked reader whose bytes have come only when nobody who
/// yields is left, and while everybody yields that may take long. So after some rounds, fewer of
/// them where a request takes longer, all connections park for once, until one that was parked has
/// run (docs/decisions/006).
final class ReadTurns {
    /// For how long others are served for each park: it costs about 5 microseconds, so this keeps
    /// what is spent on it to a few percent.
    private static final long SERVED_NANOS = 150_000;

    /// More rounds than these would keep parked readers waiting for nothing.
    private static final long MOST_ROUNDS = 60;

    /// With fewer, requests that take long would be served by parking alone.
    private static final long LEAST_ROUNDS = 4;

    private static final long LEAST_NANOS = 2_000_000;

    /// A read that took so long has parked; one that found its bytes is over in a few microseconds.
    private static final long PARKED_NANOS = 50_000;

    /// When a parked reader last ran.
    private volatile long resumedNanos;

    /// @param nowNanos any moment
    ReadTurns(long nowNanos) {
        this.resumedNanos = nowNanos - LEAST_NANOS;
    }

    /// @param roundNanos how long it took the last time until all others had run
    /// @param servedNanos how long the connection itself has just been served
    boolean letsOthersRun(long nowNanos, long roundNanos, long servedNanos) {
        long worth = SERVED_NANOS / Math.max(1, servedNanos);
        long rounds = Math.clamp(worth, LEAST_ROUNDS, MOST_ROUNDS);
        return nowNanos - resumedNanos < Math.max(LEAST_NANOS, rounds * roundNanos);
    }

    /// A connection has read without letting others run.
    void hasRead(long beforeNanos, long afterNanos) {
        // Not at every time: many carriers read this.
        if (afterNanos - beforeNanos > PARKED_NANOS && afterNanos - resumedNanos > PARKED_NANOS) {
            resumedNanos = afterNanos;
        }
    }
}
