package io.roadrunner.status;

import io.roadrunner.telemetry.Straggler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How the drain of a listener goes, or how it went. Immutable.
///
/// @param listener the name of the listener
/// @param phase how far it is
/// @param started when it began
/// @param deadline when what is left is cut; [io.roadrunner.http.DrainNotice#NEVER] when never
/// @param elapsed how long it has run when this was last heard of, or how long it took
/// @param connectionsAtStart how many connections were open when it began
/// @param requestsAtStart how many requests ran when it began
/// @param connections how many connections are or were left
/// @param requests how many requests are or were left
/// @param stragglers what was cut, empty before the end
public record DrainState(
        String listener,
        Phase phase,
        Instant started,
        Instant deadline,
        Duration elapsed,
        int connectionsAtStart,
        int requestsAtStart,
        int connections,
        int requests,
        List<Straggler> stragglers) {
    /// Copies the list.
    public DrainState {
        stragglers = List.copyOf(stragglers);
    }

    /// This drain with other numbers of what is left.
    DrainState withLeft(int leftConnections, int leftRequests) {
        return new DrainState(
                listener,
                phase,
                started,
                deadline,
                elapsed,
                connectionsAtStart,
                requestsAtStart,
                leftConnections,
                leftRequests,
                stragglers);
    }

    /// How far a drain is.
    public enum Phase {
        /// It goes on.
        RUNNING,
        /// Everything ended by itself.
        DRAINED,
        /// What was left at the deadline was cut.
        TIMED_OUT
    }
}
