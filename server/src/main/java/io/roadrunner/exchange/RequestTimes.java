package io.roadrunner.exchange;

import io.roadrunner.connection.Clock;
import io.roadrunner.telemetry.RequestMeasurements;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a request began and its answer left. Made only while somebody listens to requests: without
/// it no clock is asked. Owned by the thread of the request.
final class RequestTimes {
    private final Clock clock;
    private final long startNanos;
    private boolean answered;
    private long firstByteNanos;

    /// The request begins now.
    RequestTimes(Clock clock) {
        this.clock = clock;
        this.startNanos = clock.nanoTime();
    }

    void responseBegins() {
        answered = true;
        firstByteNanos = clock.nanoTime();
    }

    RequestMeasurements until(Exchange exchange) {
        Duration duration = Duration.ofNanos(clock.nanoTime() - startNanos);
        @Nullable Duration firstByte =
                answered ? Duration.ofNanos(firstByteNanos - startNanos) : null;
        return new RequestMeasurements(
                duration, firstByte, exchange.bytesRead(), exchange.bytesWritten());
    }
}
