package io.roadrunner.benchmarks.run.plan;

/// Which of the two ports of a server.
public enum Door {
    /// Without TLS.
    PLAIN,
    /// With TLS.
    TLS
}
