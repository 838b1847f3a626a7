package io.roadrunner.config;

import io.roadrunner.http.Middleware;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Routes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a listener is told when it starts. Immutable, shared by any threads; made and checked by
/// [ListenerOptionsBuilder].
///
/// Configuration files and problems write the names in snake_case: `max_clients`. Every length of
/// time is at most 365 days. Where an option can be off, zero is off.
public final class ListenerOptions {
    private final ListenAddress address;
    private final Routes routes;
    private final List<Middleware> middlewares;
    private final List<Protocol> protocols;
    private final @Nullable TlsOptions tls;
    private final EnumMap<ListenerOption, Object> values;

    /// Copies a builder that has been checked.
    ListenerOptions(ListenerOptionsBuilder checked, ListenAddress address) {
        this.address = address;
        this.routes = checked.routes;
        this.middlewares = checked.middlewares;
        this.protocols = checked.protocols;
        this.tls = checked.tls;
        this.values = new EnumMap<>(checked.values);
    }

    /// A builder with every default.
    public static ListenerOptionsBuilder builder() {
        return new ListenerOptionsBuilder();
    }

    /// A builder with these options.
    public ListenerOptionsBuilder toBuilder() {
        ListenerOptionsBuilder builder = new ListenerOptionsBuilder(values);
        builder.routes = routes;
        builder.middlewares = middlewares;
        builder.protocols = protocols;
        builder.tls = tls;
        return builder.address(address);
    }

    /// Where it listens; default port 8080 on every address.
    public ListenAddress address() {
        return address;
    }

    /// How many connections the kernel keeps until they are accepted, 1 to 65 535, default 1024.
    /// The kernel may have a lower bound of its own. Not for an inherited socket, which has its
    /// own.
    public int socketBacklog() {
        return whole(ListenerOption.SOCKET_BACKLOG);
    }

    /// Whether other sockets may listen on the same port and share its connections; default false.
    public boolean reusePort() {
        return flag(ListenerOption.REUSE_PORT);
    }

    /// Threads that accept, 1 to 1024, default 1: accepting only takes a slot and starts a thread,
    /// so that one acceptor keeps the backlog empty; more of them contend for the same socket.
    public int numAcceptors() {
        return whole(ListenerOption.NUM_ACCEPTORS);
    }

    /// Whether the connections of trusted proxies begin with a PROXY header of version 1 or 2,
    /// which names their client; default false. Needs [#trustedProxies()]: everybody else is served
    /// as a client without such a header.
    public boolean proxyProtocol() {
        return flag(ListenerOption.PROXY_PROTOCOL);
    }

    /// Whose PROXY header and whose `forwarded` and `x-forwarded-…` fields are believed; default
    /// nobody's.
    public TrustedProxies trustedProxies() {
        return (TrustedProxies) value(ListenerOption.TRUSTED_PROXIES);
    }

    /// What answers: routes, or one handler for everything, whose listener cannot be given others
    /// later. By default such a handler that answers 404 with a hint.
    public Routes routes() {
        return routes;
    }

    /// Whether it was said what answers.
    public boolean hasRoutes() {
        return routes != ListenerOptionsBuilder.NO_ROUTES;
    }

    /// What wraps every answer, the first outermost; default none.
    public List<Middleware> middlewares() {
        return middlewares;
    }

    /// What is spoken, the preferred one first, each kind once; default HTTP/1.1. With TLS the
    /// client chooses (ALPN, RFC 7301), on a plain port HTTP/2 is by prior knowledge (RFC 9113
    /// §3.3).
    public List<Protocol> protocols() {
        return protocols;
    }

    /// Whether HTTP/1.1 and HTTP/2 are told apart by their first bytes on a plain port, default
    /// false; refused where there is nothing to tell apart. A client has [#requestTimeout()] for
    /// those bytes, then the connection is closed without a word.
    public boolean detectPreface() {
        return flag(ListenerOption.DETECT_PREFACE);
    }

    /// How the listener proves who it is; null for plain connections.
    public @Nullable TlsOptions tls() {
        return tls;
    }

    /// How long a TLS handshake may take, from 1 ms, default 10 s; beyond it the connection is
    /// closed. Also how long a PROXY header may take. Refused when it is set without either.
    public Duration handshakeTimeout() {
        return time(ListenerOption.HANDSHAKE_TIMEOUT);
    }

    /// Connections at a time, from 1, default 10 000. One more is answered 503 and closed, or only
    /// closed when there are many of them, and counted.
    public int maxClients() {
        return whole(ListenerOption.MAX_CLIENTS);
    }

    /// Connections of one address at a time, an IPv6 address by its /64; 0 = off, the default.
    public int maxClientsPerIp() {
        return whole(ListenerOption.MAX_CLIENTS_PER_IP);
    }

    /// Requests that run at a time; 0 = off, the default. One more is answered 503 with
    /// `retry-after`, and counted.
    public int maxConcurrentRequests() {
        return whole(ListenerOption.MAX_CONCURRENT_REQUESTS);
    }

    /// Requests of one HTTP/1.1 connection, from 1, default 1000; the last response says `close`.
    public int maxKeepAliveRequests() {
        return whole(ListenerOption.MAX_KEEP_ALIVE_REQUESTS);
    }

    /// The age at which a connection is asked to end, ±10 % by chance so that not all end at once;
    /// 0 = off, the default.
    public Duration maxConnectionAge() {
        return time(ListenerOption.MAX_CONNECTION_AGE);
    }

    /// How long beyond its age a connection may finish what runs; 0 = as long as it takes, the
    /// default.
    public Duration maxConnectionAgeGrace() {
        return time(ListenerOption.MAX_CONNECTION_AGE_GRACE);
    }

    /// How often the count of slots is compared with the live connections; 0 = off, the default.
    /// Needs [#gracefulDrain].
    public Duration slotReconciliation() {
        return time(ListenerOption.SLOT_RECONCILIATION);
    }

    /// Bytes of content of a request, from 0, default 10 MiB; more is answered 413. At most 2 147
    /// 483 639 where content is buffered.
    public long maxContentLength() {
        return (Long) value(ListenerOption.MAX_CONTENT_LENGTH);
    }

    /// Whether content is in memory before the handler runs; default [BodyBuffering#AUTO].
    public BodyBuffering bodyBuffering() {
        return (BodyBuffering) value(ListenerOption.BODY_BUFFERING);
    }

    /// From the start of a connection to the end of its first request with content, from 1 ms,
    /// default 30 s; beyond it 408 and close, or a silent close when no byte has come.
    public Duration requestTimeout() {
        return time(ListenerOption.REQUEST_TIMEOUT);
    }

    /// From the end of a response to the end of the next request with content, from 1 ms, default
    /// 60 s; beyond it a silent close, or 408 and close when the request has begun.
    public Duration keepAliveTimeout() {
        return time(ListenerOption.KEEP_ALIVE_TIMEOUT);
    }

    /// Bytes per second that a peer must send while it owes some, measured from the first byte of a
    /// request after a grace of 1 s, default 100; 0 = off. A slower peer is cut.
    public int minBytesPerSecond() {
        return whole(ListenerOption.MIN_BYTES_PER_SECOND);
    }

    /// How often rates are checked, from 1 ms, default 1 s.
    public Duration rateCheckInterval() {
        return time(ListenerOption.RATE_CHECK_INTERVAL);
    }

    /// How much of a request is still read after an answer that did not wait for its end; default
    /// 256 KiB within 2 s.
    public EarlyResponseDrain earlyResponseDrain() {
        return (EarlyResponseDrain) value(ListenerOption.EARLY_RESPONSE_DRAIN);
    }

    /// How long a write may make no progress, from 1 ms, default 30 s; then the peer is cut.
    public Duration writeTimeout() {
        return time(ListenerOption.WRITE_TIMEOUT);
    }

    /// Bytes per second that a peer must take while a write is blocked, after a grace of 5 s,
    /// default 100; 0 = off. A slower peer is cut.
    public int minWriteBytesPerSecond() {
        return whole(ListenerOption.MIN_WRITE_BYTES_PER_SECOND);
    }

    /// The time without a byte after which an idle connection gives its buffers back, from 1 ms,
    /// default 10 s; 0 = off. Its deadline stays.
    public Duration hibernateAfter() {
        return time(ListenerOption.HIBERNATE_AFTER);
    }

    /// Messages that wait in the mailbox of one loop response, 1 to 1 048 576, default 1024; one
    /// more is not taken and the sender is told.
    public int mailboxCapacity() {
        return whole(ListenerOption.MAILBOX_CAPACITY);
    }

    /// Whether connections hear of a drain and may finish; default true.
    public boolean gracefulDrain() {
        return flag(ListenerOption.GRACEFUL_DRAIN);
    }

    /// What a drain of this listener takes unless it is told otherwise: the options
    /// `drain_timeout`, `drain_delay`, `drain_idle_grace`, `force_grace` and `drain_poll_interval`.
    public DrainOptions drain() {
        return new DrainOptions(
                drainTimeout(), drainDelay(), drainIdleGrace(), forceGrace(), drainPollInterval());
    }

    /// From the end of a drain's delay to its deadline, from 0, default 30 s; may be
    /// [DrainOptions#FOREVER].
    public Duration drainTimeout() {
        return time(ListenerOption.DRAIN_TIMEOUT);
    }

    /// How long a draining listener still accepts, from 0, default 0.
    public Duration drainDelay() {
        return time(ListenerOption.DRAIN_DELAY);
    }

    /// How long a drain keeps idle connections for a last request, from 0, default 0.
    public Duration drainIdleGrace() {
        return time(ListenerOption.DRAIN_IDLE_GRACE);
    }

    /// How long what is left at a drain's deadline has for its last bytes, from 0, default 1 s.
    public Duration forceGrace() {
        return time(ListenerOption.FORCE_GRACE);
    }

    /// How far apart a drain's reports of progress are, from 1 ms, default 100 ms.
    public Duration drainPollInterval() {
        return time(ListenerOption.DRAIN_POLL_INTERVAL);
    }

    /// What a drain does to long-lived responses of routes that do not say it themselves; default
    /// `NOTIFY`.
    public DrainPolicy drainPolicy() {
        return (DrainPolicy) value(ListenerOption.DRAIN_POLICY);
    }

    /// The address and every value that was set.
    @Override
    public String toString() {
        return "ListenerOptions[" + address + ", " + values + "]";
    }

    private int whole(ListenerOption option) {
        return Math.toIntExact((Long) value(option));
    }

    private Duration time(ListenerOption option) {
        return (Duration) value(option);
    }

    private boolean flag(ListenerOption option) {
        return (Boolean) value(option);
    }

    private Object value(ListenerOption option) {
        return ListenerOptionsBuilder.valueIn(values, option);
    }
}
