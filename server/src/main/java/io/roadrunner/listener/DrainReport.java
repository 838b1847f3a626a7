package io.roadrunner.listener;

import io.roadrunner.telemetry.Straggler;
import java.time.Duration;
import java.util.List;

/// How a drain ended.
///
/// @param elapsed how long it took
/// @param remaining what was left at the deadline, nothing if all ended in time
/// @param stragglers the requests that were cut
public record DrainReport(Duration elapsed, Remaining remaining, List<Straggler> stragglers) {
    /// There was nothing to wait for.
    static final DrainReport NOTHING_LEFT =
            new DrainReport(Duration.ZERO, Remaining.NOTHING, List.of());

    /// Copies the list.
    public DrainReport {
        stragglers = List.copyOf(stragglers);
    }

    /// Whether everything ended by itself.
    public boolean isDrained() {
        return remaining.connections() == 0;
    }
}
