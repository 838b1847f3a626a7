package io.roadrunner.status;

/// How long requests took, as a [LatencyHistogram] knows it. Immutable.
///
/// @param count how many requests
/// @param p50 half of them took no longer, in nanoseconds
/// @param p90 nine of ten took no longer
/// @param p99 all but one of a hundred took no longer
/// @param max the longest
record Latencies(long count, long p50, long p90, long p99, long max) {}
