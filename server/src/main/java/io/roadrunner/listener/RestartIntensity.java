package io.roadrunner.listener;

import java.util.ArrayDeque;

/// Decides whether something that died may be started again: at most so many times in so long.
/// Pure: times come in. Not for several threads at once.
final class RestartIntensity {
    private final int restarts;
    private final long periodNanos;
    private final ArrayDeque<Long> recent = new ArrayDeque<>();

    /// @param restarts how many restarts are allowed
    /// @param periodNanos within how many nanoseconds
    RestartIntensity(int restarts, long periodNanos) {
        this.restarts = restarts;
        this.periodNanos = periodNanos;
    }

    /// Counts a restart.
    ///
    /// @return false when it is one too many
    boolean allows(long nowNanos) {
        while (!recent.isEmpty() && nowNanos - recent.peekFirst() >= periodNanos) {
            recent.removeFirst();
        }
        if (recent.size() >= restarts) {
            return false;
        }
        recent.addLast(nowNanos);
        return true;
    }

    /// How many restarts are remembered.
    int recent() {
        return recent.size();
    }
}
