package io.roadrunner.exchange;

import io.roadrunner.connection.Clock;
import io.roadrunner.telemetry.RequestMeasurements;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a request began and its answer left. Without a subscriber to requests no clock is asked.
/// Owned by the thread of the request.
final class RequestTimes {
    private boolean measured;
    private boolean answered;
    private long startNanos;
    private long firstByteNanos;

    void requestBegins(PipelineEnvironment environment) {
        measured = true;
        startNanos = environment.clock().nanoTime();
    }

    void responseBegins(PipelineEnvironment environment) {
        if (measured) {
            answered = true;
            firstByteNanos = environment.clock().nanoTime();
        }
    }

    /// Whether somebody listened to requests when this one began.
    boolean isMeasured() {
        return measured;
    }

    RequestMeasurements until(Clock clock, Exchange exchange) {
        Duration duration = Duration.ofNanos(clock.nanoTime() - startNanos);
        @Nullable Duration firstByte =
                answered ? Duration.ofNanos(firstByteNanos - startNanos) : null;
        return new RequestMeasurements(
                duration, firstByte, exchange.bytesRead(), exchange.bytesWritten());
    }
}
