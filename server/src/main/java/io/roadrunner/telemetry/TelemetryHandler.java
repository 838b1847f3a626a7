package io.roadrunner.telemetry;

/// Receives events. Called in the thread in which the event happens, often one that serves a
/// request, and by several threads at the same time: be short, do not block, hand work elsewhere.
@FunctionalInterface
public interface TelemetryHandler {
    /// Takes one event. Whatever it throws ends the [Subscription] and is logged once; the thread
    /// in which the event happened goes on as if nothing had been thrown.
    ///
    /// @param event what happened
    void handle(TelemetryEvent event);
}
