package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.telemetry.Telemetry;

/// What all listeners of one `Roadrunner` share. Immutable.
///
/// @param clock what time it is
/// @param reaper looks after deadlines
/// @param telemetry who is told
/// @param ids makes request ids
public record ListenerEnvironment(
        Clock clock, Reaper reaper, Telemetry telemetry, RequestIds ids) {}
