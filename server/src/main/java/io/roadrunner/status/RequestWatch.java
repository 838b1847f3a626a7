package io.roadrunner.status;

import io.roadrunner.telemetry.DrainEvent.DrainFinished;
import io.roadrunner.telemetry.DrainEvent.DrainStarted;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.ResponseKind;
import io.roadrunner.telemetry.Subscription;
import io.roadrunner.telemetry.Telemetry;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.telemetry.TelemetryHandler;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Measures the requests that end, for a [LiveSampler]. Told by the threads of the requests, which
/// it never blocks; the thread of the [LiveFeed] takes.
final class RequestWatch implements TelemetryHandler {
    private static final int LOWEST_ERROR = 500;

    private final LatencyHistogram latencies = new LatencyHistogram();
    private final LongAdder errors = new LongAdder();
    private final Runnable whenDraining;

    /// @param whenDraining run when a drain begins or ends; must not block
    RequestWatch(Runnable whenDraining) {
        this.whenDraining = whenDraining;
    }

    Subscription attach(Telemetry telemetry) {
        return telemetry.attach(
                this,
                RequestStopped.class,
                RequestFailed.class,
                DrainStarted.class,
                DrainFinished.class);
    }

    @Override
    public void handle(TelemetryEvent event) {
        if (event instanceof RequestStopped stopped) {
            note(stopped);
        } else if (event instanceof RequestFailed failed) {
            errors.increment();
            latencies.record(failed.measurements().duration().toNanos());
        } else {
            whenDraining.run();
        }
    }

    /// How long somebody stays in a loop or a session says nothing about the server.
    private void note(RequestStopped stopped) {
        ResponseKind kind = stopped.responseKind();
        if (kind != ResponseKind.LOOP && kind != ResponseKind.UPGRADE) {
            latencies.record(stopped.measurements().duration().toNanos());
        }
        if (stopped.status() >= LOWEST_ERROR) {
            errors.increment();
        }
    }

    /// How long the requests took that ended since the last call, null when none did.
    @Nullable Latencies takeLatencies() {
        return latencies.take();
    }

    /// How many of them failed, or were answered by 500 or above.
    long takeErrors() {
        return errors.sumThenReset();
    }
}
