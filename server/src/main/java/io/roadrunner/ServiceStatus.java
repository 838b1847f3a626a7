package io.roadrunner;

/// Where a service stands.
public enum ServiceStatus {
    /// It serves; listeners may be added and taken away.
    RUNNING,
    /// It accepts nothing new and waits for what runs.
    DRAINING,
    /// It has ended for good.
    STOPPED
}
