package io.roadrunner.telemetry;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened while a listener drains. [DrainStarted] is followed by any number of
/// [DrainProgress] and one [DrainFinished].
public sealed interface DrainEvent extends TelemetryEvent {
    /// A listener begins to drain.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param delay how long it still accepts before it closes its socket
    /// @param deadline when what is left will be cut; that of a drain without one is
    ///   [io.roadrunner.http.DrainNotice#NEVER]
    /// @param connections how many connections are open
    /// @param requests how many requests run
    record DrainStarted(
            Instant time,
            String listenerName,
            Duration delay,
            Instant deadline,
            int connections,
            int requests)
            implements DrainEvent {
        @Override
        public String name() {
            return "drain.start";
        }
    }

    /// How far a drain has come.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param deadline when what is left will be cut; that of a drain without one is
    ///   [io.roadrunner.http.DrainNotice#NEVER]
    /// @param connections how many connections are still open
    /// @param requests how many requests still run
    record DrainProgress(
            Instant time, String listenerName, Instant deadline, int connections, int requests)
            implements DrainEvent {
        @Override
        public String name() {
            return "drain.progress";
        }
    }

    /// A drain has ended.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param outcome whether everything ended in time
    /// @param elapsed how long it took
    /// @param connections how many connections were left and cut
    /// @param requests how many requests were left and cut
    /// @param stragglers what was left, as it was just before it was cut
    record DrainFinished(
            Instant time,
            String listenerName,
            DrainOutcome outcome,
            Duration elapsed,
            int connections,
            int requests,
            List<Straggler> stragglers)
            implements DrainEvent {
        /// Copies the list.
        public DrainFinished {
            stragglers = List.copyOf(stragglers);
        }

        @Override
        public String name() {
            return "drain.stop";
        }
    }

    /// A handler says that it knows of the drain and is winding down. Changes no deadline.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param requestId the id of the handler's request
    /// @param peer the address of the peer, null on a unix-domain socket
    /// @param deadline until when the handler says it needs, null when it did not say
    record DrainAcknowledged(
            Instant time,
            String listenerName,
            String requestId,
            @Nullable InetSocketAddress peer,
            @Nullable Instant deadline)
            implements DrainEvent {
        @Override
        public String name() {
            return "drain.acknowledged";
        }
    }

    /// How a drain ended.
    enum DrainOutcome {
        /// Every connection ended before the deadline.
        DRAINED,
        /// What was left at the deadline was cut.
        TIMED_OUT
    }
}
