package io.roadrunner.telemetry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What was measured of one request when it has ended.
///
/// @param duration from the start event to the last byte of the response, or to the failure
/// @param timeToFirstByte from the start event until the first byte of the final response was given
///   to the transport; null when none was
/// @param bytesIn bytes of the request as they came: its head and its content
/// @param bytesOut bytes of the response as they left: heads, content and trailers
public record RequestMeasurements(
        Duration duration, @Nullable Duration timeToFirstByte, long bytesIn, long bytesOut) {}
