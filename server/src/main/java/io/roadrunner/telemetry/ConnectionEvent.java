package io.roadrunner.telemetry;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to one connection. [ConnectionAccepted] is followed by exactly one
/// [ConnectionClosed] with the same peer, whatever happens; [ConnectionRejected] stands alone.
public sealed interface ConnectionEvent extends TelemetryEvent {
    /// The address of the peer, null on a unix-domain socket.
    @Nullable InetSocketAddress peer();

    /// A connection has its slot; nothing has been read from it.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer, null on a unix-domain socket
    record ConnectionAccepted(Instant time, String listenerName, @Nullable InetSocketAddress peer)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "listener.accept";
        }
    }

    /// A connection has ended and its slot is free.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer, null on a unix-domain socket
    /// @param duration how long it was open
    /// @param requestsServed how many requests began on it
    /// @param cause why it ended, in a few words such as `peer closed` or `request timeout`
    record ConnectionClosed(
            Instant time,
            String listenerName,
            @Nullable InetSocketAddress peer,
            Duration duration,
            long requestsServed,
            String cause)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "listener.conn_close";
        }
    }

    /// A connection was turned away before anything was read of a request.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer; null on a unix-domain socket, and for
    ///   [ConnectionLimit#MAX_CLIENTS], where a flood must not cost a look-up
    /// @param limit which limit was reached
    record ConnectionRejected(
            Instant time,
            String listenerName,
            @Nullable InetSocketAddress peer,
            ConnectionLimit limit)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "listener.conn_rejected";
        }
    }

    /// A peer owed bytes, or owed it to take some, and did not in time. A connection that runs out
    /// of time without a byte of a request is no such peer: only its [ConnectionClosed] tells.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer, null on a unix-domain socket
    /// @param phase what was waited for
    /// @param limit how long was waited for it
    record PeerTimedOut(
            Instant time,
            String listenerName,
            @Nullable InetSocketAddress peer,
            Phase phase,
            Duration limit)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "peer.timed_out";
        }
    }

    /// A peer sent or took bytes below the minimum rate and was cut.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer, null on a unix-domain socket
    /// @param phase what was going on
    /// @param bytes how many bytes passed while the rate was measured
    /// @param elapsed for how long it was measured
    record SlowPeer(
            Instant time,
            String listenerName,
            @Nullable InetSocketAddress peer,
            Phase phase,
            long bytes,
            Duration elapsed)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "peer.slow";
        }
    }

    /// A peer and the listener did not agree on keys. Followed by the end of the connection.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer
    /// @param reason what was wrong, in the words of the TLS implementation
    record TlsHandshakeFailed(
            Instant time, String listenerName, @Nullable InetSocketAddress peer, String reason)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "tls.handshake_failed";
        }
    }

    /// A peer broke its protocol, or did something too often, and was told that the connection
    /// ends.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer, null on a unix-domain socket
    /// @param code the name of the error code that it was told, such as `ENHANCE_YOUR_CALM`
    /// @param reason what was wrong, in a few words
    record ConnectionFailed(
            Instant time,
            String listenerName,
            @Nullable InetSocketAddress peer,
            String code,
            String reason)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "connection.failed";
        }
    }

    /// One stream of a connection ended before its response was complete: the peer did not want it
    /// any more, or broke the protocol on it.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer, null on a unix-domain socket
    /// @param streamId the number of the stream
    /// @param code the name of the error code, such as `CANCEL`
    /// @param reason what was wrong, in a few words; `reset by the peer` when it ended the stream
    record StreamFailed(
            Instant time,
            String listenerName,
            @Nullable InetSocketAddress peer,
            int streamId,
            String code,
            String reason)
            implements ConnectionEvent {
        @Override
        public String name() {
            return "stream.failed";
        }
    }

    /// What a peer is late or slow with.
    enum Phase {
        /// It was sending the head of a request.
        REQUEST_HEAD,
        /// It was sending the content of a request.
        REQUEST_BODY,
        /// It was taking a response.
        RESPONSE
    }

    /// What turns a connection away.
    enum ConnectionLimit {
        /// `max_clients`: all slots of the listener are taken.
        MAX_CLIENTS,
        /// `max_clients_per_ip`: the peer's address has its share.
        MAX_CLIENTS_PER_IP,
        /// `proxy_protocol`: a trusted proxy did not send a valid PROXY header in time.
        PROXY_HEADER
    }
}
