package io.roadrunner.benchmarks.run.plan;

/// Who else is there while a server is measured.
public enum Company {
    /// Nobody.
    NONE,
    /// Connections that have made one request and wait.
    IDLE,
    /// Clients that send their requests in small pieces.
    SLOW
}
