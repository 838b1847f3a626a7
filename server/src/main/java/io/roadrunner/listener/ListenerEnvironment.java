package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import io.roadrunner.exchange.Admission;
import io.roadrunner.exchange.IdleSignal;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.exchange.SharedCeiling;
import io.roadrunner.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/// What all listeners of one `Roadrunner`, or of one service of it, share. Immutable.
///
/// @param clock what time it is
/// @param reaper looks after deadlines
/// @param telemetry who is told
/// @param ids makes request ids
/// @param idle who is told when no request is left
/// @param ceiling over the requests of the service, null outside of services
public record ListenerEnvironment(
        Clock clock,
        Reaper reaper,
        Telemetry telemetry,
        RequestIds ids,
        IdleSignal idle,
        @Nullable SharedCeiling ceiling) {
    /// What listeners that belong to no service share.
    public ListenerEnvironment(
            Clock clock, Reaper reaper, Telemetry telemetry, RequestIds ids, IdleSignal idle) {
        this(clock, reaper, telemetry, ids, idle, null);
    }

    /// What the listeners of one service share.
    public ListenerEnvironment under(SharedCeiling common) {
        return new ListenerEnvironment(clock, reaper, telemetry, ids, idle, common);
    }

    /// The counter of one listener's requests.
    Admission admission(int ownCeiling) {
        return new Admission(ownCeiling, idle, ceiling);
    }
}
