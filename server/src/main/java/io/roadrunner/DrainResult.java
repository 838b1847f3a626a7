package io.roadrunner;

import io.roadrunner.telemetry.Straggler;
import java.time.Duration;
import java.util.List;

/// How a drain ended.
public sealed interface DrainResult {
    /// Everything ended by itself.
    ///
    /// @param elapsed how long it took
    record Drained(Duration elapsed) implements DrainResult {}

    /// The deadline came first; what was left has been cut.
    ///
    /// @param remainingConnections how many connections were left
    /// @param remainingRequests how many requests were in flight
    /// @param stragglers those requests, with the stacks of their threads
    record TimedOut(int remainingConnections, int remainingRequests, List<Straggler> stragglers)
            implements DrainResult {
        /// Copies the list.
        public TimedOut {
            stragglers = List.copyOf(stragglers);
        }
    }

    /// Whether nothing was cut.
    default boolean isDrained() {
        return this instanceof Drained;
    }
}
