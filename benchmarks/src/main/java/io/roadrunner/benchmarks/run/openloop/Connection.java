package io.roadrunner.benchmarks.run.openloop;

/// A connection and what is said on it. Owned by the loop.
final class Connection implements AutoCloseable {
    private final Wire wire;
    private final Line line;

    /// Whether the loop has it among those that can take a request.
    private boolean waiting;

    Connection(Wire wire, Line line) {
        this.wire = wire;
        this.line = line;
    }

    Wire wire() {
        return wire;
    }

    Line line() {
        return line;
    }

    boolean isWaiting() {
        return waiting;
    }

    void setWaiting(boolean waits) {
        waiting = waits;
    }

    @Override
    public void close() {
        wire.close();
    }
}
