package io.roadrunner.listener;

import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Deadline;
import io.roadrunner.telemetry.DrainEvent.DrainFinished;
import io.roadrunner.telemetry.DrainEvent.DrainOutcome;
import io.roadrunner.telemetry.DrainEvent.DrainProgress;
import io.roadrunner.telemetry.DrainEvent.DrainStarted;
import io.roadrunner.telemetry.ListenerEvent.AcceptFailed;
import io.roadrunner.telemetry.ListenerEvent.Counter;
import io.roadrunner.telemetry.ListenerEvent.ListenerFailed;
import io.roadrunner.telemetry.ListenerEvent.ListenerRestarted;
import io.roadrunner.telemetry.ListenerEvent.ListenerStarted;
import io.roadrunner.telemetry.ListenerEvent.ListenerStopped;
import io.roadrunner.telemetry.ListenerEvent.RoutesReloaded;
import io.roadrunner.telemetry.ListenerEvent.SlotsReconciled;
import io.roadrunner.telemetry.ListenerEvent.TlsReloadFailed;
import io.roadrunner.telemetry.ListenerEvent.TlsReloaded;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.telemetry.Telemetry;
import io.roadrunner.telemetry.TelemetryEvent;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// Tells telemetry and the log what happens to a listener. Any thread.
///
/// @param listenerName whose edges
/// @param telemetry who is told
/// @param clock what time it is
record ListenerReporter(String listenerName, Telemetry telemetry, Clock clock) {
    private static final System.Logger LOGGER = System.getLogger(ListenerReporter.class.getName());

    private void emit(Function<Instant, TelemetryEvent> event) {
        if (telemetry.isActive()) {
            telemetry.emit(event.apply(clock.now()));
        }
    }

    void started(SocketAddress address) {
        emit(now -> new ListenerStarted(now, listenerName, address));
    }

    void stopped(Duration age) {
        emit(now -> new ListenerStopped(now, listenerName, age));
    }

    void restarted(int restarts, Throwable cause) {
        LOGGER.log(
                Level.WARNING, "listener " + listenerName + " lost its socket: restarted", cause);
        emit(now -> new ListenerRestarted(now, listenerName, restarts, cause));
    }

    void failed(int restarts, Throwable cause) {
        LOGGER.log(Level.ERROR, "listener " + listenerName + " failed and is given up", cause);
        emit(now -> new ListenerFailed(now, listenerName, restarts, cause));
    }

    void acceptFailed(boolean temporary, long backOffNanos, Throwable cause) {
        Duration backOff = Duration.ofNanos(backOffNanos);
        emit(now -> new AcceptFailed(now, listenerName, temporary, backOff, cause));
    }

    void routesReloaded(long generation) {
        emit(now -> new RoutesReloaded(now, listenerName, generation));
    }

    void tlsReloaded(long generation) {
        emit(now -> new TlsReloaded(now, listenerName, generation));
    }

    void tlsReloadFailed(InvalidTlsException cause) {
        LOGGER.log(
                Level.WARNING,
                "listener {0} keeps its certificate: {1}",
                listenerName,
                cause.getMessage());
        emit(now -> new TlsReloadFailed(now, listenerName, cause));
    }

    void reconciled(Counter counter, int released, int counterWas) {
        LOGGER.log(
                Level.WARNING,
                "listener {0}: released {1} of {2} {3} that nobody held",
                listenerName,
                released,
                counterWas,
                counter);
        emit(now -> new SlotsReconciled(now, listenerName, counter, released, counterWas));
    }

    void drainStarted(Duration delay, Deadline deadline, Remaining remaining) {
        emit(now ->
                new DrainStarted(
                        now,
                        listenerName,
                        delay,
                        deadline.instant(),
                        remaining.connections(),
                        remaining.requests()));
    }

    void drainProgress(Deadline deadline, Remaining remaining) {
        emit(now ->
                new DrainProgress(
                        now,
                        listenerName,
                        deadline.instant(),
                        remaining.connections(),
                        remaining.requests()));
    }

    private String describe(Straggler straggler) {
        StringBuilder text = new StringBuilder("listener ").append(listenerName);
        text.append(" cut at the deadline: ").append(straggler.protocol());
        text.append(" request of ").append(straggler.peer());
        text.append(" on route ").append(straggler.route());
        text.append(" after ").append(straggler.age().toMillis()).append(" ms");
        for (StackTraceElement frame : straggler.stack()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }

    void drainFinished(DrainReport report) {
        for (Straggler straggler : report.stragglers()) {
            LOGGER.log(Level.WARNING, () -> describe(straggler));
        }
        DrainOutcome outcome = report.isDrained() ? DrainOutcome.DRAINED : DrainOutcome.TIMED_OUT;
        emit(now ->
                new DrainFinished(
                        now,
                        listenerName,
                        outcome,
                        report.elapsed(),
                        report.remaining().connections(),
                        report.remaining().requests(),
                        report.stragglers()));
    }
}
