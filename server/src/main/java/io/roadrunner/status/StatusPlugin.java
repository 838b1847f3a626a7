package io.roadrunner.status;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.routing.Routes;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;

/// Says over HTTP how a program is doing: whether it is healthy, ready, how its jobs go. It has a
/// listener of its own, beside those of the program, which answers throughout their drains; close
/// it last. Any thread.
///
/// ```java
/// try (Roadrunner roadrunner = Roadrunner.create();
///         StatusPlugin status = StatusPlugin.start(roadrunner, StatusOptions.standard())) {
///     status.register(Checker.of("database", () -> database.ping() ? Status.ok() : …));
/// }
/// ```
public final class StatusPlugin implements AutoCloseable {
    /// The name of the plugin and of its listener.
    public static final String NAME = "status";

    private final Roadrunner own;
    private final Listener listener;
    private final Checks checks;
    private final DrainBoard drains;
    private final Routes routes;
    private final StatusOptions options;
    private volatile boolean shuttingDown;

    private StatusPlugin(Roadrunner own, Roadrunner observed, StatusOptions options) {
        this.own = own;
        this.options = options;
        this.checks = new Checks(observed, options);
        this.drains = new DrainBoard();
        this.routes = new StatusEndpoints(this, options).routes();
        this.listener =
                own.startListener(
                        NAME,
                        ListenerOptions.builder()
                                .host(options.host())
                                .port(options.port())
                                .protocols(Protocol.http2(), Protocol.http1())
                                .detectPreface(true)
                                .routes(routes)
                                .build());
        this.drains.attach(observed.telemetry());
    }

    /// Starts to answer.
    ///
    /// @param observed whose listeners are checked and shown; the caller closes it
    /// @throws io.roadrunner.ListenerException when the address cannot be had
    public static StatusPlugin start(Roadrunner observed, StatusOptions options) {
        Roadrunner own = Roadrunner.create();
        boolean started = false;
        try {
            StatusPlugin plugin = new StatusPlugin(own, observed, options);
            started = true;
            return plugin;
        } finally {
            if (!started) {
                own.close();
            }
        }
    }

    /// How it answers.
    public StatusOptions options() {
        return options;
    }

    /// The port that it answers on, also if 0 was asked for.
    public int port() {
        return listener.port();
    }

    /// The address that it answers on.
    public SocketAddress address() {
        return listener.address();
    }

    /// Has a check asked by `/health` from now on.
    ///
    /// @throws IllegalArgumentException when its name is taken
    public Registration register(Checker checker) {
        return checks.checkers().add(checker.name(), checker);
    }

    /// Has a check asked by `/ready` from now on.
    ///
    /// @throws IllegalArgumentException when its name is taken
    public Registration register(Readiness readiness) {
        return checks.readinesses().add(readiness.name(), readiness);
    }

    /// Has pipelines shown by `/jobs` from now on.
    ///
    /// @throws IllegalArgumentException when its name is taken
    public Registration register(JobsChecker jobs) {
        return checks.jobsCheckers().add(jobs.name(), jobs);
    }

    /// What `/health` says.
    ///
    /// @param names of checks, none for all
    public StatusReport health(Collection<String> names) throws InterruptedException {
        return checks.health(names);
    }

    /// What `/ready` says.
    ///
    /// @param names of checks, none for all
    public StatusReport ready(Collection<String> names) throws InterruptedException {
        return checks.ready(names);
    }

    /// What `/jobs` says.
    ///
    /// @throws JobsException when nobody has jobs, or whoever has cannot say
    public List<JobState> jobs() throws JobsException, InterruptedException {
        return checks.jobs();
    }

    /// The drains that run and those that ended last, the oldest first.
    public List<DrainState> drains() {
        return drains.states();
    }

    /// Says from now on that the program shuts down. It does not end anything.
    public void shutDown() {
        shuttingDown = true;
    }

    /// Whether the program shuts down.
    public boolean isShuttingDown() {
        return shuttingDown;
    }

    /// The endpoints, to be served by another listener too.
    public Routes routes() {
        return routes;
    }

    /// Stops to answer.
    @Override
    public void close() {
        drains.detach();
        own.close();
    }
}
