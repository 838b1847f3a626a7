package io.roadrunner;

import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.http.Request;
import io.roadrunner.listener.ListenerCore;
import io.roadrunner.listener.ListenerEnvironment;
import io.roadrunner.listener.Reaper;
import io.roadrunner.listener.SystemClock;
import io.roadrunner.telemetry.Telemetry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The root of an embedded server: starts named listeners and supervises them. Make one for a
/// program; closing it stops what still runs. Any thread.
///
/// ```java
/// try (Roadrunner roadrunner = Roadrunner.create()) {
///     Listener api = roadrunner.startListener("api", ListenerOptions.builder()
///             .port(8080)
///             .routes(Routes.builder()
///                     .get("/", request -> Responses.text(200, "hello, roadrunner!"))
///                     .build())
///             .build());
/// }
/// ```
public final class Roadrunner implements AutoCloseable {
    private final Telemetry telemetry = new Telemetry();
    private final Reaper reaper;
    private final ListenerEnvironment environment;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();

    /// Names whose listeners are being bound; guarded by the monitor of the listeners.
    private final Set<String> starting = new HashSet<>();

    private boolean closed;

    private Roadrunner() {
        SystemClock clock = new SystemClock();
        reaper = new Reaper(clock);
        environment = new ListenerEnvironment(clock, reaper, telemetry, new RequestIds());
    }

    /// A server without a listener.
    public static Roadrunner create() {
        return new Roadrunner();
    }

    /// Starts a listener. It accepts when this returns.
    ///
    /// @param name unique among the listeners that run
    /// @param options what it does
    /// @throws ListenerException with `AlreadyStarted` for a name that is taken, `ListenFailed` for
    ///   an address that cannot be had; nothing is left behind then
    /// @throws io.roadrunner.routing.InvalidRouteException when a middleware refuses the routes
    public Listener startListener(String name, ListenerOptions options) {
        reserve(name);
        boolean started = false;
        try {
            ListenerCore core = core(name, options);
            start(core);
            Listener listener = new Listener(core, options.routes().isSingleHandler());
            started = register(name, listener);
            return listener;
        } finally {
            if (!started) {
                forget(name);
            }
        }
    }

    private ListenerCore core(String name, ListenerOptions options) {
        try {
            return new ListenerCore(name, options, environment, () -> forget(name));
        } catch (InvalidTlsException e) {
            throw new ListenerException(
                    new ListenerException.Reason.InvalidTls(e),
                    "listener " + name + " cannot prove who it is: " + e.getMessage(),
                    e);
        }
    }

    private static void start(ListenerCore core) {
        try {
            core.start();
        } catch (IOException e) {
            String address = core.options().address().toString();
            throw new ListenerException(
                    new ListenerException.Reason.ListenFailed(e),
                    "listener "
                            + core.name()
                            + " cannot listen on "
                            + address
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /// Takes the name without holding the lock while the address is bound.
    private void reserve(String name) {
        synchronized (listeners) {
            checkStartable(name);
            starting.add(name);
        }
    }

    private boolean register(String name, Listener listener) {
        synchronized (listeners) {
            starting.remove(name);
            if (!closed) {
                listeners.put(name, listener);
                return true;
            }
        }
        listener.stop();
        throw new ListenerException(
                new ListenerException.Reason.Closed(), "this Roadrunner is closed", null);
    }

    private void checkStartable(String name) {
        if (closed) {
            throw new ListenerException(
                    new ListenerException.Reason.Closed(), "this Roadrunner is closed", null);
        }
        if (listeners.containsKey(name) || starting.contains(name)) {
            throw new ListenerException(
                    new ListenerException.Reason.AlreadyStarted(name),
                    "a listener of the name " + name + " runs already",
                    null);
        }
    }

    private void forget(String name) {
        synchronized (listeners) {
            starting.remove(name);
            listeners.remove(name);
        }
    }

    /// Stops a listener: closes its socket and its connections. Its name is free afterwards.
    ///
    /// @return false when no listener has this name
    public boolean stopListener(String name) {
        Optional<Listener> listener = listener(name);
        listener.ifPresent(Listener::stop);
        return listener.isPresent();
    }

    /// The listeners that run, the newest first.
    public List<Listener> listeners() {
        synchronized (listeners) {
            return List.copyOf(new ArrayList<>(listeners.values()).reversed());
        }
    }

    /// The listener of a name, if it runs.
    public Optional<Listener> listener(String name) {
        synchronized (listeners) {
            return Optional.ofNullable(listeners.get(name));
        }
    }

    /// How many requests are in flight on all listeners that run; loops and switched protocols
    /// count while they are open.
    public int inFlight() {
        return listeners().stream().mapToInt(listener -> listener.info().activeRequests()).sum();
    }

    /// Where to listen to what happens.
    public Telemetry telemetry() {
        return telemetry;
    }

    /// Reports that the handler of a request knows of the drain; it changes nothing.
    public static void acknowledgeDrain(Request request) {
        request.context().acknowledgeDrain(null);
    }

    /// Reports that the handler of a request knows of the drain; it changes nothing.
    ///
    /// @param deadline the deadline that the handler was told
    public static void acknowledgeDrain(Request request, Instant deadline) {
        request.context().acknowledgeDrain(deadline);
    }

    /// Stops every listener at once. Drain them before for a graceful end.
    @Override
    public void close() {
        synchronized (listeners) {
            closed = true;
        }
        listeners().forEach(Listener::stop);
        reaper.close();
    }
}
