package io.roadrunner.telemetry;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;

/// Something that happened to a listener as a whole.
public sealed interface ListenerEvent extends TelemetryEvent {
    /// A listener has bound its socket and accepts. Followed by one [ListenerStopped] or
    /// [ListenerFailed].
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param address where it listens, with the port that was really bound
    record ListenerStarted(Instant time, String listenerName, SocketAddress address)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.start";
        }
    }

    /// A listener has ended by a stop or a drain: its socket is closed and its connections are
    /// gone.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param duration how long it has been there since its start
    record ListenerStopped(Instant time, String listenerName, Duration duration)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.stop";
        }
    }

    /// A listener died by itself and has been bound again on the same address.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param restarts how many restarts the supervision counts at the moment, with this one
    /// @param cause why it died
    record ListenerRestarted(Instant time, String listenerName, int restarts, Throwable cause)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.restart";
        }
    }

    /// A listener died by itself too often and is not restarted any more.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param restarts how many restarts the supervision counted
    /// @param cause why it died the last time
    record ListenerFailed(Instant time, String listenerName, int restarts, Throwable cause)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.exception";
        }
    }

    /// A connection could not be accepted.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param temporary true when the listener goes on after the pause, such as without free file
    ///   descriptors; false when the socket is lost and the supervision takes over
    /// @param backOff the pause before it accepts again, zero when there is none
    /// @param cause what the system said
    record AcceptFailed(
            Instant time, String listenerName, boolean temporary, Duration backOff, Throwable cause)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.accept_failed";
        }
    }

    /// Requests that come from now on see another route table.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param generation the number of the new table; the one of the start is 1
    record RoutesReloaded(Instant time, String listenerName, long generation)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.routes_reloaded";
        }
    }

    /// Handshakes that begin from now on use other keys and certificates.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param generation the number of the new ones; those of the start are 1
    record TlsReloaded(Instant time, String listenerName, long generation)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.tls_reloaded";
        }
    }

    /// Changed keys or certificates cannot be used; what was valid before stays valid.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param cause what is wrong with them
    record TlsReloadFailed(Instant time, String listenerName, Throwable cause)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.tls_reload_failed";
        }
    }

    /// A counter was higher than what is really alive at two ticks in a row, and was set right.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param counter which counter
    /// @param released by how much it was lowered, at least 1
    /// @param counterWas its value before
    record SlotsReconciled(
            Instant time, String listenerName, Counter counter, int released, int counterWas)
            implements ListenerEvent {
        @Override
        public String name() {
            return "listener.slots_reconciled";
        }
    }

    /// The counters that are reconciled.
    enum Counter {
        /// The connections that hold a slot.
        CONNECTIONS,
        /// The requests that run.
        REQUESTS
    }
}
