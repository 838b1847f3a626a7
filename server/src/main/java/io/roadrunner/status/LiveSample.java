package io.roadrunner.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A point of the curves. Immutable.
///
/// @param number grows by one from sample to sample
/// @param time when it was taken
/// @param requests how many came in each second since the sample before
/// @param errors how many failed in each second
/// @param connections how many are open
/// @param active how many requests are in flight
/// @param latencies of the requests that ended, null when none did
record LiveSample(
        long number,
        Instant time,
        double requests,
        double errors,
        int connections,
        int active,
        @Nullable Latencies latencies) {}
