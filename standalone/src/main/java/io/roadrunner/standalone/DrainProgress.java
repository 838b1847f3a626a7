package io.roadrunner.standalone;

import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.telemetry.TelemetryHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Prints how a drain goes: at most one line per second, and at the end what was cut. Called by the
/// thread that drains; acknowledgements come from others and are not printed.
final class DrainProgress implements TelemetryHandler {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);
    private static final int FRAMES = 8;

    private final Screen screen;
    private Instant lastLine = Instant.MIN;

    DrainProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void handle(TelemetryEvent event) {
        switch (event) {
            case DrainEvent.DrainStarted started ->
                    progress(
                            started.time(),
                            started.deadline(),
                            started.connections(),
                            started.requests());
            case DrainEvent.DrainProgress progress ->
                    progress(
                            progress.time(),
                            progress.deadline(),
                            progress.connections(),
                            progress.requests());
            case DrainEvent.DrainFinished finished -> finish(finished);
            default -> {}
        }
    }

    private void progress(Instant now, Instant deadline, int connections, int requests) {
        if (now.isBefore(lastLine.plus(BETWEEN_LINES))) {
            return;
        }
        lastLine = now;
        Duration left = Duration.between(now, deadline);
        screen.print(
                "draining: %s, %s, %d s left"
                        .formatted(
                                Plural.of(connections, "connection"),
                                Plural.of(requests, "request"),
                                Math.max(0, left.plusMillis(999).toSeconds())));
    }

    private void finish(DrainEvent.DrainFinished finished) {
        String elapsed = seconds(finished.elapsed());
        if (finished.outcome() == DrainEvent.DrainOutcome.DRAINED) {
            screen.print("drained in " + elapsed);
            return;
        }
        screen.print(
                "cut after %s: %s, %s"
                        .formatted(
                                elapsed,
                                Plural.of(finished.connections(), "connection"),
                                Plural.of(finished.requests(), "request")));
        for (Straggler straggler : finished.stragglers()) {
            screen.print(describe(straggler));
        }
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
