package io.roadrunner.standalone;

import io.roadrunner.http.AddressText;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.telemetry.TelemetryHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Prints how drains go: of each listener at most one line per second, and at the end what was cut.
/// Called by the threads that drain; acknowledgements come from others and are not printed.
final class DrainProgress implements TelemetryHandler {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final Screen screen;
    private final boolean severalListeners;

    /// By the name of the listener; only the thread that drains it touches its value.
    private final Map<String, Instant> lastLines = new ConcurrentHashMap<>();

    /// @param severalListeners whether each line names the listener
    DrainProgress(Screen screen, boolean severalListeners) {
        this.screen = screen;
        this.severalListeners = severalListeners;
    }

    @Override
    public void handle(TelemetryEvent event) {
        switch (event) {
            case DrainEvent.DrainStarted started ->
                    progress(
                            new DrainEvent.DrainProgress(
                                    started.time(),
                                    started.listenerName(),
                                    started.deadline(),
                                    started.connections(),
                                    started.requests()));
            case DrainEvent.DrainProgress progress -> progress(progress);
            case DrainEvent.DrainFinished finished -> finish(finished);
            default -> {}
        }
    }

    private void progress(DrainEvent.DrainProgress progress) {
        Instant now = progress.time();
        Instant last = lastLines.getOrDefault(progress.listenerName(), Instant.MIN);
        if (now.isBefore(last.plus(BETWEEN_LINES))) {
            return;
        }
        lastLines.put(progress.listenerName(), now);
        Instant deadline = progress.deadline();
        screen.print(
                prefix(progress.listenerName())
                        + DrainText.draining(
                                progress.connections(),
                                progress.requests(),
                                deadline.equals(DrainNotice.NEVER) ? null : deadline,
                                now));
    }

    private String prefix(String listener) {
        return severalListeners ? listener + ": " : "";
    }

    private void finish(DrainEvent.DrainFinished finished) {
        String prefix = prefix(finished.listenerName());
        Duration elapsed = finished.elapsed();
        if (finished.outcome() == DrainEvent.DrainOutcome.DRAINED) {
            screen.print(prefix + DrainText.drained(elapsed));
            return;
        }
        StringBuilder text = new StringBuilder(prefix);
        text.append(DrainText.cut(elapsed, finished.connections(), finished.requests()));
        // In one piece, so that another listener does not come between.
        for (Straggler straggler : finished.stragglers()) {
            text.append('\n').append(describe(straggler));
        }
        screen.print(text.toString());
    }

    private static String describe(Straggler straggler) {
        InetSocketAddress peer = straggler.peer();
        return DrainText.straggler(
                        straggler.protocol(),
                        peer == null ? "" : AddressText.of(peer),
                        Objects.requireNonNullElse(straggler.route(), ""),
                        straggler.age())
                + DrainText.frames(straggler.stack().stream().map(StackTraceElement::toString));
    }
}
