package io.roadrunner.telemetry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What was measured of one request when it has ended.
///
/// @param duration from the start event to the last byte of the response, or to the failure
/// @param timeToFirstByte from the start event until the first byte of the final response was given
///   to the transport; null when none was
/// @param bytesIn bytes of content received, after removal of the transfer coding
/// @param bytesOut bytes of content sent, before a transfer coding; without head and trailers
public record RequestMeasurements(
        Duration duration, @Nullable Duration timeToFirstByte, long bytesIn, long bytesOut) {}
