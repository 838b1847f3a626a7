package io.roadrunner.config;

/// When the content of a request is read.
public enum BodyBuffering {
    /// Before the handler runs: it finds the content in memory.
    AUTO,
    /// While the handler reads it, so that content of any size can pass.
    MANUAL
}
