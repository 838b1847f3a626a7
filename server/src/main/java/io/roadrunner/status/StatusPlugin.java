package io.roadrunner.status;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.Http1Options;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.routing.Routes;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private static final int MOST_CLIENTS = 1024;
    private static final int MOST_REQUESTS = 8192;
    private static final int MOST_HEADER = 8 * 1024;
    private static final long MOST_CONTENT = 16 * 1024;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(2500);
    private static final Duration CLOSE_GRACE = Duration.ofMillis(200);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Roadrunner own;
    private final @Nullable Listener listener;
    private final Checks checks;
    private final JobsBoard jobs;
    private final DrainBoard drains;
    private final StatusPage page;
    private final Routes routes;
    private final StatusOptions options;
    private volatile boolean hasBeenReady;
    private volatile boolean shuttingDown;

    private StatusPlugin(
            Roadrunner own, Roadrunner observed, StatusOptions options, boolean listening) {
        this.own = own;
        this.options = options;
        this.checks = new Checks(observed, options);
        this.jobs = new JobsBoard(options.checkTimeout());
        this.drains = new DrainBoard();
        this.page = new StatusPage(observed, this);
        this.routes = new StatusEndpoints(this, options).routes(page);
        this.listener =
                listening ? own.startListener(NAME, listenerOptions(options, routes)) : null;
        this.drains.attach(observed.telemetry());
    }

    /// Many small questions, no content to speak of, and nobody who may take his time.
    private static ListenerOptions listenerOptions(StatusOptions options, Routes routes) {
        return ListenerOptions.builder()
                .host(options.host())
                .port(options.port())
                .protocols(
                        new Protocol.Http2(Http2Options.standard().withMaxHeaderBlock(MOST_HEADER)),
                        new Protocol.Http1(Http1Options.standard().withMaxHeaderBlock(MOST_HEADER)))
                .detectPreface(true)
                .maxClients(MOST_CLIENTS)
                .maxClientsPerIp(MOST_CLIENTS / 2)
                .maxConcurrentRequests(MOST_REQUESTS)
                .maxContentLength(MOST_CONTENT)
                .requestTimeout(REQUEST_TIMEOUT)
                .writeTimeout(WRITE_TIMEOUT)
                .routes(routes)
                .build();
    }

    /// Starts to answer.
    ///
    /// @param observed whose listeners are checked and shown; the caller closes it
    /// @throws io.roadrunner.ListenerException when the address cannot be had
    public static StatusPlugin start(Roadrunner observed, StatusOptions options) {
        return start(observed, options, true);
    }

    /// Knows the same without an address of its own: for who asks it by its methods, or serves its
    /// [#routes()] elsewhere.
    ///
    /// @param observed whose listeners are checked and shown; the caller closes it
    public static StatusPlugin withoutListener(Roadrunner observed, StatusOptions options) {
        return start(observed, options, false);
    }

    private static StatusPlugin start(
            Roadrunner observed, StatusOptions options, boolean listening) {
        Roadrunner own = Roadrunner.create();
        boolean started = false;
        try {
            StatusPlugin plugin = new StatusPlugin(own, observed, options, listening);
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
    ///
    /// @throws IllegalStateException when it has none
    public int port() {
        return listener().port();
    }

    /// The address that it answers on.
    ///
    /// @throws IllegalStateException when it has none
    public SocketAddress address() {
        return listener().address();
    }

    private Listener listener() {
        if (listener == null) {
            throw new IllegalStateException("this plugin has no listener");
        }
        return listener;
    }

    /// Has a check asked by `/health` from now on. One of the name of a listener stands for it.
    ///
    /// @throws IllegalArgumentException when its name is taken, or is none: 1 to 200 characters, no
    ///   comma, no control character, no blanks around it
    public Registration register(Checker checker) {
        return register(checker, Duration.ZERO);
    }

    /// Has a check asked by `/health` from now on.
    ///
    /// @param cache how long an answer holds before the check is asked again, zero to 365 days
    /// @throws IllegalArgumentException when its name is taken or is none, or the time is out of
    ///   range
    public Registration register(Checker checker, Duration cache) {
        return checks.add(checker, cache);
    }

    /// Has a check asked by `/ready` from now on. One of the name of a listener stands for it.
    ///
    /// @throws IllegalArgumentException when its name is taken, or is none: 1 to 200 characters, no
    ///   comma, no control character, no blanks around it
    public Registration register(Readiness readiness) {
        return register(readiness, Duration.ZERO);
    }

    /// Has a check asked by `/ready` from now on.
    ///
    /// @param cache how long an answer holds before the check is asked again, zero to 365 days
    /// @throws IllegalArgumentException when its name is taken or is none, or the time is out of
    ///   range
    public Registration register(Readiness readiness, Duration cache) {
        return checks.add(readiness, cache);
    }

    /// Has pipelines shown by `/jobs` from now on.
    ///
    /// @throws IllegalArgumentException when its name is taken or is none
    public Registration register(JobsChecker jobs) {
        return this.jobs.add(jobs);
    }

    /// What `/health` says while the program does not shut down.
    ///
    /// @param names of checks, none for all
    /// @throws InterruptedException when the caller is interrupted while it waits for a check
    public StatusReport health(Collection<String> names) throws InterruptedException {
        return checks.health(names, FOREVER).orElseThrow();
    }

    /// What `/ready` says while the program does not shut down.
    ///
    /// @param names of checks, none for all
    /// @throws InterruptedException when the caller is interrupted while it waits for a check
    public StatusReport ready(Collection<String> names) throws InterruptedException {
        return ready(names, FOREVER).orElseThrow();
    }

    /// The same for who cannot wait as long as checks may take; nothing when it is not decided
    /// while the patience lasts.
    Optional<StatusReport> ready(Collection<String> names, Duration patience)
            throws InterruptedException {
        Optional<StatusReport> report = checks.ready(names, patience);
        if (names.isEmpty() && report.isPresent() && report.get().healthy()) {
            hasBeenReady = true;
        }
        return report;
    }

    /// The same for who cannot wait as long as checks may take; nothing when it is not decided
    /// while the patience lasts.
    Optional<StatusReport> health(Collection<String> names, Duration patience)
            throws InterruptedException {
        return checks.health(names, patience);
    }

    boolean hasChecker(String name) {
        return checks.hasChecker(name);
    }

    boolean hasReadiness(String name) {
        return checks.hasReadiness(name);
    }

    /// Whether everything was ready once, as far as anybody has asked.
    boolean hasBeenReady() {
        return hasBeenReady;
    }

    /// What `/jobs` says while the program does not shut down: all pipelines, sorted by name.
    ///
    /// @throws JobsException when nobody has jobs, or whoever has cannot say
    /// @throws InterruptedException when the caller is interrupted while it waits
    public List<JobState> jobs() throws JobsException, InterruptedException {
        return jobs.states();
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

    /// Stops to answer. Checks that run are interrupted; who is being answered has 2.5 s.
    @Override
    public void close() {
        drains.detach();
        page.close();
        interruptChecks();
        try {
            if (listener != null) {
                listener.drain(
                        DrainOptions.standard()
                                .withTimeout(CLOSE_TIMEOUT)
                                .withForceGrace(CLOSE_GRACE));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            own.close();
            interruptChecks();
        }
    }

    private void interruptChecks() {
        checks.interrupt();
        jobs.interrupt();
    }
}
