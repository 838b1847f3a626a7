package io.roadrunner.http1;

import io.roadrunner.connection.Clock;

/// The turn of one connection to read: it may let others run first. Owned by the thread of the
/// connection.
final class ReadTurn {
    private final ReadTurns turns;
    private final Clock clock;

    /// How long it took the last time until all others of the carrier had run.
    private long roundNanos;

    /// When the connection last had its bytes.
    private long servedFromNanos;

    private long beganNanos;
    private boolean parks;

    ReadTurn(ReadTurns turns, Clock clock) {
        this.turns = turns;
        this.clock = clock;
        this.servedFromNanos = clock.nanoTime();
    }

    /// Before the read.
    @SuppressWarnings("ThreadPriorityCheck") // no matter of correctness
    void begin() {
        beganNanos = clock.nanoTime();
        parks = !turns.letsOthersRun(beganNanos, roundNanos, beganNanos - servedFromNanos);
        if (!parks) {
            Thread.yield();
            servedFromNanos = clock.nanoTime();
            roundNanos = servedFromNanos - beganNanos;
        }
    }

    /// Behind the read.
    void end() {
        if (parks) {
            servedFromNanos = clock.nanoTime();
            turns.hasRead(beganNanos, servedFromNanos);
        }
    }
}
