package io.roadrunner.standalone.app;

import io.roadrunner.http.Bindings;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Router;
import io.roadrunner.routing.Routes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One version of an application that serves requests, from its loading until it has been replaced
/// and its last request has ended. Any thread.
///
/// ```
///   SERVING ──retire──▶ RETIRED ──last request leaves──▶ closed
///      ╰──retire, no request inside────────────────────────▲
/// ```
public final class Application {
    /// The bit that says retired; the others count the requests inside.
    private static final long RETIRED = 1L << 62;

    private final ApplicationJar jar;
    private final Routes routes;
    private final AtomicLong state = new AtomicLong();

    /// Tables for requests that were matched by an older version; made when one comes.
    private final Map<String, Router> lateRouters = new ConcurrentHashMap<>();

    private volatile @Nullable Application successor;

    private Application(ApplicationJar jar, Routes routes) {
        this.jar = jar;
        this.routes = routes;
    }

    /// Loads the application and asks it for its routes.
    ///
    /// @throws InvalidApplicationException when there is none, more than one or a broken one;
    ///   nothing of it is left behind
    public static Application load(Path file, JarCopies copies) throws InvalidApplicationException {
        ApplicationJar jar = ApplicationJar.open(file, copies);
        boolean started = false;
        try {
            Application application = new Application(jar, jar.start());
            started = true;
            return application;
        } finally {
            if (!started) {
                jar.close();
            }
        }
    }

    /// Its routes below a prefix, for a table of routes.
    ///
    /// @param prefix a pattern without a wildcard, `/` for none
    /// @param middlewares what runs around each of its handlers, the first outermost
    /// @throws io.roadrunner.routing.InvalidRouteException when prefix and routes do not go
    ///   together
    public void mount(Routes.Builder table, String prefix, List<Middleware> middlewares) {
        Middleware entry = new ApplicationEntry(this, prefix);
        table.group(
                prefix, middlewares, outer -> outer.group("/", List.of(entry), this::addRoutes));
    }

    private void addRoutes(Routes.Builder group) {
        for (Route route : routes.routes()) {
            group.route(routes.isSingleHandler() ? everywhere(route) : route);
        }
    }

    /// The pattern of a single handler is no text that a prefix could be put before.
    private static Route everywhere(Route single) {
        Route route =
                Route.of("/*path", single.handler())
                        .withMiddleware(single.middlewares().toArray(Middleware[]::new));
        Object state = single.state();
        return state == null ? route : route.withState(state);
    }

    /// Lets no further request in. What is inside ends by this version; then it is closed. Has no
    /// effect a second time.
    ///
    /// @param next what serves requests that come too late; null when nothing does
    public synchronized void retire(@Nullable Application next) {
        if (isRetired()) {
            return;
        }
        successor = next;
        if (state.getAndAdd(RETIRED) == 0) {
            startClosing();
        }
    }

    private boolean isRetired() {
        return state.get() >= RETIRED;
    }

    /// Counts a request in.
    ///
    /// @return false when the version is retired: the request must not run its code
    boolean enter() {
        long before;
        do {
            before = state.get();
            if (before >= RETIRED) {
                return false;
            }
        } while (!state.compareAndSet(before, before + 1));
        return true;
    }

    /// Counts a request out; the last one of a retired version has it closed.
    void leave() {
        if (state.decrementAndGet() == RETIRED) {
            startClosing();
        }
    }

    /// In a thread of its own: what the application does then must not hold up a request.
    private void startClosing() {
        Thread.ofVirtual().name("application-close").start(this::close);
    }

    private void close() {
        lateRouters.clear();
        jar.close();
    }

    /// What its classes are loaded by.
    ClassLoader loader() {
        return jar.loader();
    }

    /// Answers a request that had found its route here before this version was retired, for example
    /// one whose content was slow to come, by the version that serves now.
    Response serveLate(Request request, String prefix) throws Exception {
        Application next = successor;
        if (next == null) {
            return Responses.notFound();
        }
        Router router = next.lateRouters.computeIfAbsent(prefix, next::lateRouter);
        Request unrouted = request.withRoute(Bindings.empty(), null);
        return router.match(request.method(), request.path()).handle(unrouted);
    }

    private Router lateRouter(String prefix) {
        Routes.Builder table = Routes.builder();
        mount(table, prefix, List.of());
        return Router.compile(table.build(), List.of());
    }
}
