package io.roadrunner;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.connection.Deadline;
import io.roadrunner.exchange.IdleSignal;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.http.Request;
import io.roadrunner.listener.ListenerEnvironment;
import io.roadrunner.listener.Reaper;
import io.roadrunner.listener.SystemClock;
import io.roadrunner.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The root of an embedded server: starts named listeners and services, and supervises them. Make
/// one for a program; closing it stops what still runs. Any thread.
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
    private final IdleSignal idle = new IdleSignal();
    private final Listeners listeners = new Listeners(idle);
    private final Reaper reaper;
    private final ListenerEnvironment environment;

    /// By their names; guarded by itself.
    private final Map<String, Service> services = new LinkedHashMap<>();

    /// Guarded by the services.
    private boolean closed;

    private Roadrunner() {
        SystemClock clock = new SystemClock();
        reaper = new Reaper(clock);
        environment = new ListenerEnvironment(clock, reaper, telemetry, new RequestIds(), idle);
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
        ListenerPlan plan = new ListenerPlan(name, options, environment, () -> {});
        return listeners.start(List.of(plan)).getFirst();
    }

    /// Starts a service: all of its listeners or none. They accept when this returns.
    ///
    /// @param options what it does; its listeners are called `NAME/http` and so on
    /// @throws ListenerException with `AlreadyStarted` for a name that is taken, `ListenFailed` for
    ///   an address that cannot be had; nothing is left behind then
    /// @throws io.roadrunner.routing.InvalidRouteException when a middleware refuses the routes
    public Service startService(ServiceOptions options) {
        Service service = new Service(options, listeners, environment, this::forget);
        register(service);
        boolean started = false;
        try {
            service.start(options.listeners());
            started = true;
            return service;
        } finally {
            if (!started) {
                service.stop();
            }
        }
    }

    private void register(Service service) {
        synchronized (services) {
            if (closed) {
                throw ListenerException.closed();
            }
            if (services.putIfAbsent(service.name(), service) != null) {
                throw ListenerException.alreadyStarted(service.name(), "service");
            }
        }
    }

    private void forget(Service service) {
        synchronized (services) {
            services.remove(service.name(), service);
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

    /// The listeners that run, those of services too, the newest first.
    public List<Listener> listeners() {
        return listeners.all();
    }

    /// The listener of a name, if it runs.
    public Optional<Listener> listener(String name) {
        return listeners.find(name);
    }

    /// The services that have not stopped, in the order of their start.
    public List<Service> services() {
        synchronized (services) {
            return List.copyOf(services.values());
        }
    }

    /// The service of a name, if it has not stopped.
    public Optional<Service> service(String name) {
        synchronized (services) {
            return Optional.ofNullable(services.get(name));
        }
    }

    /// How many requests are in flight on all listeners that run; loops and switched protocols
    /// count while they are open.
    public int inFlight() {
        return listeners.inFlight();
    }

    /// Drains a service with its own options and stops it.
    ///
    /// @throws InterruptedException as [Service#drain(DrainOptions)] does
    public DrainResult drain(Service service) throws InterruptedException {
        return service.drain();
    }

    /// Drains a service and stops it, whatever comes of it. Other services and listeners are not
    /// waited for and not touched.
    ///
    /// @throws InterruptedException as [Service#drain(DrainOptions)] does
    public DrainResult drain(Service service, DrainOptions options) throws InterruptedException {
        return service.drain(options);
    }

    /// Like [#awaitIdle(DrainOptions)] with the standard options: 30 s.
    ///
    /// @throws InterruptedException when the caller is interrupted
    public DrainResult awaitIdle() throws InterruptedException {
        return awaitIdle(DrainOptions.standard());
    }

    /// Waits for a moment at which no request is in flight on any listener that runs. Nothing is
    /// told and nothing stops: under steady traffic there may be no such moment.
    ///
    /// @param options of which only the timeout counts
    /// @return `Drained` when there was such a moment; else what was in flight at the deadline,
    ///   none of which has been cut
    /// @throws InterruptedException when the caller is interrupted
    public DrainResult awaitIdle(DrainOptions options) throws InterruptedException {
        long start = environment.clock().nanoTime();
        Deadline deadline = Deadline.in(options.timeout(), environment.clock());
        if (idle.await(this::inFlight, deadline.remaining(start))) {
            long elapsed = environment.clock().nanoTime() - start;
            return new DrainResult.Drained(Duration.ofNanos(elapsed));
        }
        return listeners.busy();
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

    /// Stops every service and listener at once. Drain them before for a graceful end.
    @Override
    public void close() {
        synchronized (services) {
            closed = true;
        }
        listeners.close();
        services().forEach(Service::stop);
        listeners().forEach(Listener::stop);
        reaper.close();
    }
}
