package io.roadrunner.listener;

/// Finds slots that nobody holds: counts that are above the number of their live holders at two
/// ticks in a row. What is just being handed over is seen as an excess once and never twice. Pure:
/// counts come in. Owned by the reaper.
final class SlotReconciler {
    private int previousExcess;

    /// Compares a counter with what it counts.
    ///
    /// @param counter what the counter says
    /// @param live how many holders there are
    /// @return how many to release, 0 or more
    int excess(int counter, int live) {
        int excess = Math.max(0, counter - live);
        int release = Math.min(previousExcess, excess);
        previousExcess = excess - release;
        return release;
    }
}
