package io.roadrunner.status;

import io.roadrunner.Roadrunner;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.telemetry.ListenerStatus;
import java.time.Instant;
import java.util.List;

/// What there is to see at one moment. Immutable.
///
/// @param nanos when it was looked at, by [System#nanoTime()]
/// @param time the same by the clock
/// @param state all of it in one word
/// @param listeners the oldest first
/// @param running drains that run, the oldest first
/// @param ended drains that have ended, the newest first
/// @param checks what checks said last
/// @param sample the number of the newest sample
record LiveView(
        long nanos,
        Instant time,
        LiveState state,
        List<ListenerView> listeners,
        List<DrainState> running,
        List<DrainState> ended,
        LiveChecks.Round checks,
        long sample) {
    /// What was seen before anybody looked.
    static final LiveView NOTHING =
            new LiveView(
                    System.nanoTime(),
                    Instant.EPOCH,
                    LiveState.NOT_READY,
                    List.of(),
                    List.of(),
                    List.of(),
                    LiveChecks.Round.NONE,
                    0);

    LiveView {
        listeners = List.copyOf(listeners);
        running = List.copyOf(running);
        ended = List.copyOf(ended);
    }

    /// Looks.
    ///
    /// @param sample the number of the newest sample
    static LiveView of(
            Roadrunner observed, StatusPlugin plugin, LiveChecks.Round checks, long sample) {
        long nanos = System.nanoTime();
        List<ListenerView> listeners =
                observed.listeners().reversed().stream().map(ListenerView::of).toList();
        List<DrainState> drains = plugin.drains();
        List<DrainState> running =
                drains.stream()
                        .filter(LiveView::isRunning)
                        .map(drain -> withCounters(drain, listeners))
                        .toList();
        List<DrainState> ended =
                drains.reversed().stream().filter(drain -> !isRunning(drain)).toList();
        LiveState state = state(plugin, listeners, checks);
        return new LiveView(nanos, Instant.now(), state, listeners, running, ended, checks, sample);
    }

    private static boolean isRunning(DrainState drain) {
        return drain.phase() == DrainState.Phase.RUNNING;
    }

    /// What is left at this moment rather than at the last report of the drain.
    private static DrainState withCounters(DrainState drain, List<ListenerView> listeners) {
        for (ListenerView listener : listeners) {
            if (listener.name().equals(drain.listener())) {
                int connections = listener.info().activeClients();
                return drain.withLeft(connections, listener.info().activeRequests());
            }
        }
        return drain;
    }

    private static LiveState state(
            StatusPlugin plugin, List<ListenerView> listeners, LiveChecks.Round checks) {
        if (plugin.isShuttingDown()) {
            return LiveState.SHUTTING_DOWN;
        }
        if (has(listeners, ListenerStatus.DRAINING)) {
            return LiveState.DRAINING;
        }
        if (!checks.health().healthy()) {
            return LiveState.UNHEALTHY;
        }
        boolean accepts = has(listeners, ListenerStatus.ACCEPTING);
        return accepts && checks.ready().healthy() ? LiveState.READY : LiveState.NOT_READY;
    }

    private static boolean has(List<ListenerView> listeners, ListenerStatus status) {
        return listeners.stream().anyMatch(listener -> listener.status() == status);
    }

    /// Whether a deadline is one that is never reached.
    static boolean isEndless(Instant deadline) {
        return deadline.equals(DrainNotice.NEVER);
    }

    /// Whether this was looked at later than another.
    boolean isNewerThan(LiveView other) {
        return nanos - other.nanos > 0;
    }

    /// Whether a listener drains, so that what is seen is worth a second look soon.
    boolean isDraining() {
        return !running.isEmpty() || state == LiveState.DRAINING;
    }

    /// Where each listener stands: when that changes, checks may say something else.
    List<ListenerStatus> phases() {
        return listeners.stream().map(ListenerView::status).toList();
    }
}
