package io.roadrunner.exchange;

import io.roadrunner.connection.Drain;
import io.roadrunner.http.Headers;
import io.roadrunner.http.RequestContext;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.telemetry.DrainEvent.DrainAcknowledged;
import io.roadrunner.telemetry.RequestEvent.RequestLimit;
import io.roadrunner.telemetry.RequestEvent.RequestThrottled;
import io.roadrunner.telemetry.RequestMetadata;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request from admission to the last byte of its answer: what a handler may ask about its
/// surroundings, and what must be given back at the end. Owned by the thread of the request; what
/// other threads may call is synchronized on it. Everything optional is made when it is asked for.
final class RequestLife implements RequestContext {
    private static final System.Logger LOGGER = System.getLogger(RequestLife.class.getName());

    private final PipelineEnvironment environment;
    private final Exchange exchange;
    private @Nullable RequestTimes times;
    private @Nullable String requestId;
    private @Nullable LoopMailbox mailbox;
    private @Nullable List<Closeable> resources;
    private @Nullable DisconnectActions disconnectActions;
    private final RequestResult result = new RequestResult();
    private boolean ended;

    RequestLife(PipelineEnvironment environment, Exchange exchange) {
        this.environment = environment;
        this.exchange = exchange;
    }

    Exchange exchange() {
        return exchange;
    }

    /// What has become of it so far.
    RequestResult result() {
        return result;
    }

    /// Somebody wants to know how long it takes.
    void measure() {
        times = new RequestTimes(environment.clock());
    }

    /// When what happened; null unless it is measured.
    @Nullable RequestTimes times() {
        return times;
    }

    /// The head of the response is about to be sent.
    void responseBegins() {
        if (times != null) {
            times.responseBegins();
        }
    }

    @Override
    public @Nullable InetSocketAddress peer() {
        return exchange.peer();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return exchange.peerCertificates();
    }

    @Override
    public String scheme() {
        return exchange.scheme();
    }

    @Override
    public TrustedProxies trustedProxies() {
        return environment.options().trustedProxies();
    }

    @Override
    public String listenerName() {
        return environment.options().listenerName();
    }

    @Override
    public synchronized String requestId() {
        String id = requestId;
        if (id == null) {
            id = environment.ids().next();
            requestId = id;
        }
        return id;
    }

    @Override
    public void onDisconnect(Runnable action) {
        DisconnectActions actions;
        boolean first = false;
        synchronized (this) {
            if (ended) {
                return;
            }
            actions = disconnectActions;
            if (actions == null) {
                actions = new DisconnectActions();
                disconnectActions = actions;
                first = true;
            }
        }
        actions.add(action);
        if (first) {
            exchange.onDisconnect(actions::disconnect);
        }
    }

    @Override
    public synchronized LoopMailbox mailbox() {
        LoopMailbox current = mailbox;
        if (current == null) {
            current = new LoopMailbox(environment.options().mailboxCapacity());
            mailbox = current;
            if (ended) {
                current.close();
            }
        }
        return current;
    }

    @Override
    public Optional<Instant> drainDeadline() {
        Drain drain = exchange.drain();
        return drain == null ? Optional.empty() : Optional.of(drain.deadline().instant());
    }

    @Override
    public void closeAfterwards(Closeable resource) {
        if (resources == null) {
            resources = new ArrayList<>(1);
        }
        resources.add(resource);
    }

    @Override
    public void sendInterim(int status, Headers headers) throws IOException {
        if (exchange.isBegun()) {
            throw new IllegalStateException("the final response has begun");
        }
        exchange.interim(status, headers);
    }

    @Override
    public void reportRateLimited() {
        environment.admission().countRateLimited();
        if (environment.telemetry().wants(RequestThrottled.class)) {
            Instant now = environment.clock().now();
            environment
                    .telemetry()
                    .emit(new RequestThrottled(now, metadata(), RequestLimit.RATE_LIMIT));
        }
    }

    @Override
    public void acknowledgeDrain(@Nullable Instant deadline) {
        if (environment.telemetry().wants(DrainAcknowledged.class)) {
            Instant now = environment.clock().now();
            environment
                    .telemetry()
                    .emit(
                            new DrainAcknowledged(
                                    now, listenerName(), requestId(), peer(), deadline));
        }
    }

    /// The request as telemetry shows it.
    RequestMetadata metadata() {
        return new RequestMetadata(
                requestId(),
                listenerName(),
                peer(),
                exchange.head().method(),
                exchange.head().target(),
                scheme(),
                exchange.head().version());
    }

    /// Gives back everything that was made on the way.
    void end() {
        LoopMailbox box;
        DisconnectActions actions;
        synchronized (this) {
            ended = true;
            box = mailbox;
            actions = disconnectActions;
        }
        if (actions != null) {
            actions.end();
        }
        if (box != null) {
            box.close();
        }
        if (resources != null) {
            resources.reversed().forEach(RequestLife::closeQuietly);
        }
    }

    private static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException | RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "a resource of a request failed to close", e);
        }
    }
}
