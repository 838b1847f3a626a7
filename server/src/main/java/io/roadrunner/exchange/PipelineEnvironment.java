package io.roadrunner.exchange;

import io.roadrunner.connection.Clock;
import io.roadrunner.telemetry.Telemetry;

/// What a pipeline works with, the same for all requests of a listener. Immutable.
///
/// @param options what the listener decides
/// @param admission counts the requests in flight
/// @param telemetry who is told
/// @param ids makes request ids
/// @param clock what time it is
public record PipelineEnvironment(
        PipelineOptions options,
        Admission admission,
        Telemetry telemetry,
        RequestIds ids,
        Clock clock) {}
