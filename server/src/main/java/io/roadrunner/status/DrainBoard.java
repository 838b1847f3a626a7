package io.roadrunner.status;

import io.roadrunner.status.DrainState.Phase;
import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.DrainEvent.DrainAcknowledged;
import io.roadrunner.telemetry.DrainEvent.DrainFinished;
import io.roadrunner.telemetry.DrainEvent.DrainOutcome;
import io.roadrunner.telemetry.DrainEvent.DrainProgress;
import io.roadrunner.telemetry.DrainEvent.DrainStarted;
import io.roadrunner.telemetry.Subscription;
import io.roadrunner.telemetry.Telemetry;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.telemetry.TelemetryHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers the last drain of each listener, of the [#MOST] listeners that were drained last. Told
/// by the threads that drain; any thread looks.
final class DrainBoard implements TelemetryHandler {
    static final int MOST = 64;

    private final Map<String, DrainState> states = new LinkedHashMap<>();
    private @Nullable Subscription subscription;

    synchronized void attach(Telemetry telemetry) {
        subscription = telemetry.attach(this, DrainEvent.class);
    }

    synchronized void detach() {
        if (subscription != null) {
            subscription.detach();
        }
    }

    synchronized List<DrainState> states() {
        return List.copyOf(states.values());
    }

    @Override
    public synchronized void handle(TelemetryEvent event) {
        if (event instanceof DrainEvent drain) {
            note(drain);
        }
    }

    private void note(DrainEvent event) {
        switch (event) {
            case DrainStarted started -> begin(started);
            case DrainProgress progress ->
                    states.computeIfPresent(
                            progress.listenerName(), (_, before) -> after(before, progress));
            case DrainFinished finished ->
                    states.computeIfPresent(
                            finished.listenerName(), (_, before) -> after(before, finished));
            case DrainAcknowledged _ -> {}
        }
    }

    private void begin(DrainStarted started) {
        String name = started.listenerName();
        states.remove(name);
        if (states.size() == MOST) {
            states.remove(states.keySet().iterator().next());
        }
        states.put(
                name,
                new DrainState(
                        name,
                        Phase.RUNNING,
                        started.time(),
                        started.deadline(),
                        Duration.ZERO,
                        started.connections(),
                        started.requests(),
                        started.connections(),
                        started.requests(),
                        List.of()));
    }

    private static DrainState after(DrainState before, DrainProgress progress) {
        return new DrainState(
                before.listener(),
                Phase.RUNNING,
                before.started(),
                progress.deadline(),
                Duration.between(before.started(), progress.time()),
                before.connectionsAtStart(),
                before.requestsAtStart(),
                progress.connections(),
                progress.requests(),
                List.of());
    }

    private static DrainState after(DrainState before, DrainFinished finished) {
        return new DrainState(
                before.listener(),
                finished.outcome() == DrainOutcome.DRAINED ? Phase.DRAINED : Phase.TIMED_OUT,
                before.started(),
                before.deadline(),
                finished.elapsed(),
                before.connectionsAtStart(),
                before.requestsAtStart(),
                finished.connections(),
                finished.requests(),
                finished.stragglers());
    }
}
