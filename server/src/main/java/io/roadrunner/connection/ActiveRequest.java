package io.roadrunner.connection;

/// A request that a connection works on, for the report of what a drain left over.
///
/// @param route the pattern of its route, empty before it is known
/// @param startedNanos when it began, as [Clock#coarseNanoTime()]
/// @param thread the thread that works on it
public record ActiveRequest(String route, long startedNanos, Thread thread) {}
