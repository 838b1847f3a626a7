package io.roadrunner.http2;

/// How much the peer may still send on a connection or a stream, and when it gets more (RFC 9113
/// §6.9): only what has been used up is given back, so that a window bounds what is held. Pure;
/// guarded by the lock of the connection.
final class ReceiveWindow {
    private final int threshold;
    private long peak;
    private long open;
    private long used;

    /// @param peak how much the peer may send ahead
    /// @param threshold the window is refilled when it has fallen below so much
    ReceiveWindow(int peak, int threshold) {
        this.peak = peak;
        this.open = peak;
        this.threshold = threshold;
    }

    /// Counts what has come.
    ///
    /// @return false when it is more than the peer was allowed to send
    boolean receive(int octets) {
        open -= octets;
        return open >= 0;
    }

    /// Counts what is not held any more.
    ///
    /// @return how much the peer may be told to send on top, 0 for not yet
    int release(int octets) {
        used += octets;
        boolean low = open < Math.min(threshold, peak);
        // Less than half a window at a time, however low the threshold: an increment costs a frame.
        if (used == 0 || (!low && used < peak / 2)) {
            return 0;
        }
        int increment = (int) used;
        open += used;
        used = 0;
        return increment;
    }

    /// Lets the peer send further ahead from now on.
    ///
    /// @return by how much
    int growTo(long larger) {
        int growth = (int) Math.max(0, larger - peak);
        peak += growth;
        open += growth;
        return growth;
    }

    /// Lets the peer send less far ahead from now on, which leaves less than nothing where it has
    /// sent more already.
    void shrink(int octets) {
        peak -= octets;
        open -= octets;
    }

    /// How much the peer may send now.
    long open() {
        return open;
    }

    /// How much the peer may send ahead.
    long peak() {
        return peak;
    }
}
