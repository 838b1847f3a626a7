package io.roadrunner.transport;

/// How long a thread has gone on reading without a wait. A virtual thread is never interrupted by
/// the next one, so a peer that always has more to say would keep the carrier for itself. Used by
/// the thread that reads.
final class Turn {
    /// Only after so many reads does anybody look at the clock.
    private static final int READS = 16;

    private static final long MOST_NANOS = 5_000_000L;

    private int reads;
    private long startNanos;

    /// Counts a read that is about to be made.
    ///
    /// @return whether the thread has to wait before it
    boolean isOver() {
        reads++;
        if (reads % READS != 0) {
            return false;
        }
        long now = System.nanoTime();
        if (reads == READS) {
            startNanos = now;
        }
        return now - startNanos > MOST_NANOS;
    }

    /// The thread waits.
    void end() {
        reads = 0;
    }
}
