package io.roadrunner.telemetry;

import java.time.Instant;

/// Something that happened in a listener. Immutable, may be kept and handed to other threads.
///
/// Durations are differences of a monotonic clock; [#time] is wall-clock time and may step.
/// Counters count bytes, connections or requests as their component says.
public sealed interface TelemetryEvent
        permits ListenerEvent, ConnectionEvent, RequestEvent, DrainEvent, WebSocketEvent {
    /// When it happened.
    Instant time();

    /// The name of the listener in which it happened.
    String listenerName();

    /// The stable dotted name of this kind of event, such as `request.stop`.
    String name();
}
