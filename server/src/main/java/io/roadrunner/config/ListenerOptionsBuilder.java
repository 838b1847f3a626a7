package io.roadrunner.config;

import io.roadrunner.http.Middleware;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Collects the options of a listener; [ListenerOptions] says what each means. Setters accept
/// everything: [#build] checks, and reports all problems together. Belongs to one thread and may be
/// used again after a build.
public final class ListenerOptionsBuilder {
    private static final String ANY_HOST = "0.0.0.0";
    static final Routes NO_ROUTES = Routes.handler(new DefaultHandler());

    final EnumMap<ListenerOption, Object> values;
    Routes routes = NO_ROUTES;
    List<Middleware> middlewares = List.of();
    List<Protocol> protocols = List.of(Protocol.http1());
    @Nullable TlsOptions tls;
    private String host = ANY_HOST;
    private int port = ListenAddress.Tcp.PORT.initialInt();

    /// Null when host and port count.
    @Nullable ListenAddress special;

    ListenerOptionsBuilder() {
        this(new EnumMap<>(ListenerOption.class));
    }

    ListenerOptionsBuilder(Map<ListenerOption, Object> values) {
        this.values = new EnumMap<>(ListenerOption.class);
        this.values.putAll(values);
    }

    /// The options, checked.
    ///
    /// @throws InvalidOptionException with everything that is wrong
    public ListenerOptions build() {
        List<OptionProblem> problems = new ArrayList<>(ListenerOptionsCheck.problems(this));
        ListenAddress address = null;
        try {
            address = currentAddress();
        } catch (InvalidOptionException exception) {
            problems.addAll(exception.problems());
        }
        InvalidOptionException.throwIfAny(problems);
        return new ListenerOptions(this, Objects.requireNonNull(address));
    }

    private ListenAddress currentAddress() {
        ListenAddress other = special;
        return other == null ? new ListenAddress.Tcp(host, port) : other;
    }

    boolean isTcp() {
        return special == null;
    }

    /// Where to listen; of this, [#host] and [#port] the last call counts.
    public ListenerOptionsBuilder address(ListenAddress address) {
        switch (address) {
            case ListenAddress.Tcp(String tcpHost, int tcpPort) -> {
                special = null;
                host = tcpHost;
                port = tcpPort;
            }
            case ListenAddress.Unix unix -> special = unix;
            case ListenAddress.Inherited inherited -> special = inherited;
        }
        return this;
    }

    /// The TCP port, 0 for a free one; of this and [#address] the last call counts.
    public ListenerOptionsBuilder port(int port) {
        this.port = port;
        this.special = null;
        return this;
    }

    /// The name or literal address to listen on; of this and [#address] the last call counts.
    public ListenerOptionsBuilder host(String host) {
        this.host = host;
        this.special = null;
        return this;
    }

    /// Sets [ListenerOptions#socketBacklog].
    public ListenerOptionsBuilder socketBacklog(int connections) {
        return set(ListenerOption.SOCKET_BACKLOG, (long) connections);
    }

    /// Sets [ListenerOptions#reusePort].
    public ListenerOptionsBuilder reusePort(boolean reuse) {
        return set(ListenerOption.REUSE_PORT, reuse);
    }

    /// Sets [ListenerOptions#numAcceptors].
    public ListenerOptionsBuilder numAcceptors(int threads) {
        return set(ListenerOption.NUM_ACCEPTORS, (long) threads);
    }

    /// Sets [ListenerOptions#proxyProtocol].
    public ListenerOptionsBuilder proxyProtocol(boolean expected) {
        return set(ListenerOption.PROXY_PROTOCOL, expected);
    }

    /// Sets [ListenerOptions#trustedProxies].
    public ListenerOptionsBuilder trustedProxies(TrustedProxies proxies) {
        return set(ListenerOption.TRUSTED_PROXIES, proxies);
    }

    /// Sets [ListenerOptions#routes].
    public ListenerOptionsBuilder routes(Routes routes) {
        this.routes = routes;
        return this;
    }

    /// Sets [ListenerOptions#middlewares] to a copy of the list.
    public ListenerOptionsBuilder middlewares(List<Middleware> middlewares) {
        this.middlewares = List.copyOf(middlewares);
        return this;
    }

    /// Sets [ListenerOptions#middlewares].
    public ListenerOptionsBuilder middlewares(Middleware... middlewares) {
        return middlewares(List.of(middlewares));
    }

    /// Sets [ListenerOptions#protocols] to a copy of the list.
    public ListenerOptionsBuilder protocols(List<Protocol> protocols) {
        this.protocols = List.copyOf(protocols);
        return this;
    }

    /// Sets [ListenerOptions#protocols].
    public ListenerOptionsBuilder protocols(Protocol... protocols) {
        return protocols(List.of(protocols));
    }

    /// Sets [ListenerOptions#detectPreface].
    public ListenerOptionsBuilder detectPreface(boolean detect) {
        return set(ListenerOption.DETECT_PREFACE, detect);
    }

    /// Sets [ListenerOptions#tls].
    public ListenerOptionsBuilder tls(TlsOptions tls) {
        this.tls = tls;
        return this;
    }

    /// Sets [ListenerOptions#handshakeTimeout].
    public ListenerOptionsBuilder handshakeTimeout(Duration timeout) {
        return set(ListenerOption.HANDSHAKE_TIMEOUT, timeout);
    }

    /// Sets [ListenerOptions#maxClients].
    public ListenerOptionsBuilder maxClients(int connections) {
        return set(ListenerOption.MAX_CLIENTS, (long) connections);
    }

    /// Sets [ListenerOptions#maxClientsPerIp].
    public ListenerOptionsBuilder maxClientsPerIp(int connections) {
        return set(ListenerOption.MAX_CLIENTS_PER_IP, (long) connections);
    }

    /// Sets [ListenerOptions#maxConcurrentRequests].
    public ListenerOptionsBuilder maxConcurrentRequests(int requests) {
        return set(ListenerOption.MAX_CONCURRENT_REQUESTS, (long) requests);
    }

    /// Sets [ListenerOptions#maxKeepAliveRequests].
    public ListenerOptionsBuilder maxKeepAliveRequests(int requests) {
        return set(ListenerOption.MAX_KEEP_ALIVE_REQUESTS, (long) requests);
    }

    /// Sets [ListenerOptions#maxConnectionAge].
    public ListenerOptionsBuilder maxConnectionAge(Duration age) {
        return set(ListenerOption.MAX_CONNECTION_AGE, age);
    }

    /// Sets [ListenerOptions#maxConnectionAgeGrace].
    public ListenerOptionsBuilder maxConnectionAgeGrace(Duration grace) {
        return set(ListenerOption.MAX_CONNECTION_AGE_GRACE, grace);
    }

    /// Sets [ListenerOptions#slotReconciliation].
    public ListenerOptionsBuilder slotReconciliation(Duration interval) {
        return set(ListenerOption.SLOT_RECONCILIATION, interval);
    }

    /// Sets [ListenerOptions#maxContentLength].
    public ListenerOptionsBuilder maxContentLength(long bytes) {
        return set(ListenerOption.MAX_CONTENT_LENGTH, bytes);
    }

    /// Sets [ListenerOptions#bodyBuffering].
    public ListenerOptionsBuilder bodyBuffering(BodyBuffering buffering) {
        return set(ListenerOption.BODY_BUFFERING, buffering);
    }

    /// Sets [ListenerOptions#requestTimeout].
    public ListenerOptionsBuilder requestTimeout(Duration timeout) {
        return set(ListenerOption.REQUEST_TIMEOUT, timeout);
    }

    /// Sets [ListenerOptions#keepAliveTimeout].
    public ListenerOptionsBuilder keepAliveTimeout(Duration timeout) {
        return set(ListenerOption.KEEP_ALIVE_TIMEOUT, timeout);
    }

    /// Sets [ListenerOptions#minBytesPerSecond].
    public ListenerOptionsBuilder minBytesPerSecond(int rate) {
        return set(ListenerOption.MIN_BYTES_PER_SECOND, (long) rate);
    }

    /// Sets [ListenerOptions#rateCheckInterval].
    public ListenerOptionsBuilder rateCheckInterval(Duration interval) {
        return set(ListenerOption.RATE_CHECK_INTERVAL, interval);
    }

    /// Sets [ListenerOptions#earlyResponseDrain].
    public ListenerOptionsBuilder earlyResponseDrain(EarlyResponseDrain budget) {
        return set(ListenerOption.EARLY_RESPONSE_DRAIN, budget);
    }

    /// Sets [ListenerOptions#writeTimeout].
    public ListenerOptionsBuilder writeTimeout(Duration timeout) {
        return set(ListenerOption.WRITE_TIMEOUT, timeout);
    }

    /// Sets [ListenerOptions#minWriteBytesPerSecond].
    public ListenerOptionsBuilder minWriteBytesPerSecond(int rate) {
        return set(ListenerOption.MIN_WRITE_BYTES_PER_SECOND, (long) rate);
    }

    /// Sets [ListenerOptions#hibernateAfter].
    public ListenerOptionsBuilder hibernateAfter(Duration idle) {
        return set(ListenerOption.HIBERNATE_AFTER, idle);
    }

    /// Sets [ListenerOptions#mailboxCapacity].
    public ListenerOptionsBuilder mailboxCapacity(int messages) {
        return set(ListenerOption.MAILBOX_CAPACITY, (long) messages);
    }

    /// Sets [ListenerOptions#gracefulDrain].
    public ListenerOptionsBuilder gracefulDrain(boolean graceful) {
        return set(ListenerOption.GRACEFUL_DRAIN, graceful);
    }

    /// Sets [ListenerOptions#drainTimeout].
    public ListenerOptionsBuilder drainTimeout(Duration timeout) {
        return set(ListenerOption.DRAIN_TIMEOUT, timeout);
    }

    /// Sets [ListenerOptions#drainDelay].
    public ListenerOptionsBuilder drainDelay(Duration delay) {
        return set(ListenerOption.DRAIN_DELAY, delay);
    }

    /// Sets [ListenerOptions#drainIdleGrace].
    public ListenerOptionsBuilder drainIdleGrace(Duration grace) {
        return set(ListenerOption.DRAIN_IDLE_GRACE, grace);
    }

    /// Sets [ListenerOptions#forceGrace].
    public ListenerOptionsBuilder forceGrace(Duration grace) {
        return set(ListenerOption.FORCE_GRACE, grace);
    }

    /// Sets [ListenerOptions#drainPollInterval].
    public ListenerOptionsBuilder drainPollInterval(Duration interval) {
        return set(ListenerOption.DRAIN_POLL_INTERVAL, interval);
    }

    /// Sets [ListenerOptions#drainPolicy].
    public ListenerOptionsBuilder drainPolicy(DrainPolicy policy) {
        return set(ListenerOption.DRAIN_POLICY, policy);
    }

    /// The value that was set, or the default of an option that has one.
    static Object valueIn(Map<ListenerOption, Object> values, ListenerOption option) {
        Object value = values.get(option);
        return value == null ? Objects.requireNonNull(option.limit().rule().initial()) : value;
    }

    private ListenerOptionsBuilder set(ListenerOption option, Object value) {
        values.put(option, value);
        return this;
    }
}
