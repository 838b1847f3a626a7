package io.roadrunner;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.exchange.SharedCeiling;
import io.roadrunner.http.Middleware;
import io.roadrunner.listener.ListenerCore;
import io.roadrunner.listener.ListenerEnvironment;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerStatus;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several listeners with one table of routes, one ceiling for their requests and one end. Made by
/// [Roadrunner#startService]; usable from any thread, also after it has stopped.
///
/// Within the service a listener has a short name, such as `http`; the `Roadrunner` knows it as
/// `NAME/http`.
public final class Service {
    private static final String WHAT = "service";

    private final String name;
    private final DrainOptions drainOptions;
    private final boolean singleHandler;
    private final Map<String, Object> attributes;
    private final Listeners all;
    private final ListenerEnvironment environment;
    private final SharedCeiling ceiling;
    private final Consumer<Service> onEnd;
    private final ServiceMembers<ServiceMember, ServiceDrain> members = new ServiceMembers<>();

    /// Orders the start of listeners and the exchange of their tables; no request waits for it.
    private final Object changes = new Object();

    /// What new listeners answer by; guarded by `changes`.
    private Routes routes;

    /// What runs around it; guarded by `changes`.
    private List<Middleware> middlewares;

    Service(
            ServiceOptions options,
            Listeners all,
            ListenerEnvironment common,
            Consumer<Service> onEnd) {
        this.name = options.name();
        this.drainOptions = options.drain();
        this.routes = options.routes();
        this.middlewares = options.middlewares();
        this.singleHandler = routes.isSingleHandler();
        this.attributes = options.attributes();
        this.all = all;
        this.ceiling = new SharedCeiling(options.maxConcurrentRequests());
        this.environment = common.under(ceiling);
        this.onEnd = onEnd;
    }

    /// The name that it was started with.
    public String name() {
        return name;
    }

    /// Where it stands at this moment; never blocks.
    public ServiceStatus status() {
        return members.status();
    }

    /// The listeners that run, in the order of their start.
    public List<Listener> listeners() {
        return members.all().stream().map(ServiceMember::listener).toList();
    }

    /// A listener that runs.
    ///
    /// @param listenerName its name within the service, such as `http`
    public Optional<Listener> listener(String listenerName) {
        return Optional.ofNullable(members.find(listenerName)).map(ServiceMember::listener);
    }

    /// How many requests are in flight on its listeners, on every protocol; loops and switched
    /// protocols count while they are open.
    public int inFlight() {
        return ceiling.active();
    }

    /// Starts one more listener, with the routes and middlewares that the service has now.
    ///
    /// @param listenerName its name within the service
    /// @param options what it does, without routes; its own middlewares run around those of the
    ///   service
    /// @throws io.roadrunner.config.InvalidOptionException for a name or options that cannot be
    /// @throws ListenerException as [Roadrunner#startListener] does, with `Draining` or `Stopped`
    ///   when the service takes no listener any more; nothing is left behind then
    /// @throws io.roadrunner.routing.InvalidRouteException when a middleware refuses the routes
    public Listener startListener(String listenerName, ListenerOptions options) {
        ServiceOptions.checkListener(listenerName, options);
        return start(Map.of(listenerName, options)).getFirst();
    }

    /// Starts all of them or none.
    List<Listener> start(Map<String, ListenerOptions> options) {
        synchronized (changes) {
            checkRunning(status());
            List<ListenerPlan> plans = new ArrayList<>();
            options.forEach((role, own) -> plans.add(plan(role, own)));
            List<Listener> started = all.start(plans);
            Iterator<Listener> next = started.iterator();
            ServiceStatus found = ServiceStatus.RUNNING;
            for (Map.Entry<String, ListenerOptions> entry : options.entrySet()) {
                List<Middleware> own = entry.getValue().middlewares();
                found = takeIn(entry.getKey(), new ServiceMember(next.next(), own));
            }
            checkRunning(found);
            return started;
        }
    }

    private ListenerPlan plan(String role, ListenerOptions own) {
        ListenerOptions complete =
                own.toBuilder()
                        .routes(routes)
                        .middlewares(around(own.middlewares(), middlewares))
                        .build();
        return new ListenerPlan(
                name + "/" + role, complete, environment, () -> members.remove(role));
    }

    /// The attributes first, so that every middleware sees them.
    private List<Middleware> around(List<Middleware> own, List<Middleware> shared) {
        List<Middleware> around = new ArrayList<>();
        if (!attributes.isEmpty()) {
            around.add(new ServiceAttributes(attributes));
        }
        around.addAll(own);
        around.addAll(shared);
        return around;
    }

    /// A listener that comes too late ends with the drain that runs, or at once.
    private ServiceStatus takeIn(String role, ServiceMember member) {
        Listener listener = member.listener();
        ServiceStatus found = members.add(role, member);
        ServiceDrain drain = members.drain();
        boolean owned =
                switch (found) {
                    case RUNNING -> true;
                    case DRAINING -> drain != null && drain.include(listener.core());
                    case STOPPED -> false;
                };
        if (!owned) {
            listener.stop();
        }
        if (listener.status() == ListenerStatus.STOPPED) {
            // Perhaps before it was a member.
            members.remove(role);
        }
        return found;
    }

    private void checkRunning(ServiceStatus found) {
        switch (found) {
            case RUNNING -> {}
            case DRAINING -> throw ListenerException.draining(name);
            case STOPPED -> throw ListenerException.stopped(name, WHAT);
        }
    }

    /// Stops one listener: closes its socket and its connections. The service goes on.
    ///
    /// @param listenerName its name within the service
    /// @return false when none of this name runs
    public boolean stopListener(String listenerName) {
        Optional<Listener> found = listener(listenerName);
        found.ifPresent(Listener::stop);
        return found.isPresent();
    }

    /// Changes how many requests may run at once on all listeners together; those that run already
    /// are not touched. What exceeds it is answered 503.
    ///
    /// @param requests the ceiling, 0 for none
    /// @throws IllegalArgumentException when it is negative
    public void limitConcurrentRequests(int requests) {
        Listener.checkLimit(requests);
        ceiling.limitTo(requests);
    }

    /// Serves the following requests of every listener by another table of routes.
    ///
    /// @throws ListenerException with `NoRoutes` when there is a single handler, `Stopped` when the
    ///   service has stopped
    /// @throws io.roadrunner.routing.InvalidRouteException when the table is refused; then every
    ///   listener keeps the old one
    public void reloadRoutes(Routes next) {
        reload(next, null);
    }

    /// Like [#reloadRoutes(Routes)], with other middlewares around every answer too.
    ///
    /// @param around what replaces [ServiceOptions#middlewares()]; what listeners have of their own
    ///   stays
    /// @throws ListenerException with `NoRoutes` when there is a single handler, `Stopped` when the
    ///   service has stopped
    /// @throws io.roadrunner.routing.InvalidRouteException when the table is refused; then every
    ///   listener keeps the old one
    public void reloadRoutes(Routes next, List<Middleware> around) {
        reload(next, List.copyOf(around));
    }

    private void reload(Routes next, @Nullable List<Middleware> nextAround) {
        if (singleHandler || next.isSingleHandler()) {
            throw ListenerException.noRoutes(name, WHAT);
        }
        synchronized (changes) {
            if (status() == ServiceStatus.STOPPED) {
                throw ListenerException.stopped(name, WHAT);
            }
            List<Middleware> shared = nextAround == null ? middlewares : nextAround;
            List<Runnable> swaps = new ArrayList<>();
            for (ServiceMember member : members.all()) {
                ListenerCore core = member.listener().core();
                swaps.add(core.prepareRoutes(next, around(member.own(), shared)));
            }
            routes = next;
            middlewares = shared;
            swaps.forEach(Runnable::run);
        }
    }

    /// Drains with the options of the service.
    ///
    /// @throws InterruptedException when a drain of another thread is waited for
    public DrainResult drain() throws InterruptedException {
        return drain(drainOptions);
    }

    /// All listeners stop accepting at the same moment, every connection is told, and what is in
    /// flight is waited for; then the service is stopped, whatever came of it. An interrupt of the
    /// calling thread brings the deadline to now. A second call joins the first one; the earlier
    /// deadline counts.
    ///
    /// @param options instead of those of the service and of its listeners
    /// @return `Drained` when no request was cut
    /// @throws InterruptedException when the drain of another thread is waited for; it goes on
    public DrainResult drain(DrainOptions options) throws InterruptedException {
        ServiceDrain mine = new ServiceDrain(name, options, environment.clock());
        ServiceDrain drain = members.beginDrain(mine);
        if (drain == null) {
            return ServiceDrain.NOTHING_LEFT;
        }
        if (!drain.equals(mine)) {
            drain.bringForward(options.untilDeadline());
            return drain.join();
        }
        try {
            members.all().forEach(member -> drain.include(member.listener().core()));
            return drain.run();
        } finally {
            end(drain);
        }
    }

    /// Who joined the drain finds the service stopped and its name free.
    private void end(ServiceDrain drain) {
        try {
            stop();
        } finally {
            drain.release();
        }
    }

    /// Closes every socket and every connection now. Does nothing when it has stopped already.
    public void stop() {
        for (ServiceMember member : members.stop()) {
            member.listener().stop();
        }
        onEnd.accept(this);
    }
}
