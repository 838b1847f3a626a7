package io.roadrunner.standalone;

import io.roadrunner.http.DrainNotice;
import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.telemetry.TelemetryHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Prints how drains go: of each listener at most one line per second, and at the end what was cut.
/// Called by the threads that drain; acknowledgements come from others and are not printed.
final class DrainProgress implements TelemetryHandler {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);
    private static final int FRAMES = 8;

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
        boolean endless = progress.deadline().equals(DrainNotice.NEVER);
        Duration left = endless ? Duration.ZERO : Duration.between(now, progress.deadline());
        long seconds = Math.max(0, left.plusMillis(999).toSeconds());
        screen.print(
                "%sdraining: %s, %s, %s"
                        .formatted(
                                prefix(progress.listenerName()),
                                Plural.of(progress.connections(), "connection"),
                                Plural.of(progress.requests(), "request"),
                                endless ? "no deadline" : seconds + " s left"));
    }

    private String prefix(String listener) {
        return severalListeners ? listener + ": " : "";
    }

    private void finish(DrainEvent.DrainFinished finished) {
        String prefix = prefix(finished.listenerName());
        String elapsed = seconds(finished.elapsed());
        if (finished.outcome() == DrainEvent.DrainOutcome.DRAINED) {
            screen.print(prefix + "drained in " + elapsed);
            return;
        }
        StringBuilder text = new StringBuilder(prefix);
        text.append(
                "cut after %s: %s, %s"
                        .formatted(
                                elapsed,
                                Plural.of(finished.connections(), "connection"),
                                Plural.of(finished.requests(), "request")));
        // In one piece, so that another listener does not come between.
        for (Straggler straggler : finished.stragglers()) {
            text.append('\n').append(describe(straggler));
        }
        screen.print(text.toString());
    }

    private static String describe(Straggler straggler) {
        StringBuilder text = new StringBuilder("  ").append(straggler.protocol());
        text.append(' ').append(peer(straggler.peer()));
        String route = straggler.route();
        text.append(' ').append(route == null ? "(no route)" : route);
        text.append(" for ").append(seconds(straggler.age()));
        straggler.stack().stream()
                .limit(FRAMES)
                .forEach(frame -> text.append("\n      at ").append(frame));
        return text.toString();
    }

    private static String peer(@Nullable InetSocketAddress peer) {
        return peer == null ? "unix" : peer.getAddress().getHostAddress() + ":" + peer.getPort();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
