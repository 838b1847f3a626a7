package io.roadrunner.connection;

/// A drain as it is broadcast to live connections. Immutable.
///
/// @param deadline when what is left will be cut
/// @param closeIdle whether idle connections close now; otherwise they stay for one more request
public record Drain(Deadline deadline, boolean closeIdle) {}
