package io.roadrunner.telemetry;

/// What a listener does at the moment.
///
/// ```
/// ACCEPTING ---> DRAINING ---> STOPPED
///     |             ^             ^
///     +--> FAILED --+-------------+---- and ACCEPTING ---> STOPPED by a stop
/// ```
public enum ListenerStatus {
    /// It accepts and serves connections.
    ACCEPTING,
    /// It is finishing what it has; what is new is turned away or soon will be.
    DRAINING,
    /// It was stopped or has drained; it is never started again.
    STOPPED,
    /// Its socket died more often than it is restarted; it accepts nothing.
    FAILED
}
