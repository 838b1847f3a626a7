package io.roadrunner.listener;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.exchange.Admission;
import io.roadrunner.exchange.PipelineEnvironment;
import io.roadrunner.exchange.PipelineOptions;
import io.roadrunner.http.Middleware;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.telemetry.Telemetry;
import io.roadrunner.transport.SelectorLoops;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One listener at work: its socket, its connections and its table of routes, and the one place
/// where its phase changes. Any thread.
///
/// ```
///   ACCEPTING ──drain──▶ DRAINING ──▶ STOPPED
///       │ ╰──────────────stop────────────▲
///       ╰──too many restarts──▶ FAILED ──╯
/// ```
public final class ListenerCore {
    private static final Routes NO_ROUTES = Routes.builder().build();

    private final String name;
    private final Runnable onEnd;
    private final ListenerOptions options;
    private final Clock clock;
    private final Reaper reaper;
    private final ListenerReporter reporter;
    private final Admission admission;
    private final ServedRoutes routes;
    private final ConnectionEnvironment connections;
    private final Overload overload;
    private final Supervisor supervisor;
    private final Reaper.Chore chore = this::tick;
    private final Reconciliation reconciliation;
    private final @Nullable TlsRenewal tls;
    private final long startedNanos;
    private volatile ListenAddress address;
    private volatile @Nullable SocketAddress localAddress;

    /// Whether everything is to end now, or has ended.
    private volatile boolean stopping;

    private boolean stopped;
    private volatile @Nullable DrainRun drainRun;

    /// Composes the routes; nothing is bound yet.
    ///
    /// @param name the name of the listener
    /// @param options its options; of its routes and middlewares only the composed table is kept
    /// @param environment what all listeners of a `Roadrunner` share
    /// @param onEnd called once when the listener has stopped for good
    /// @throws io.roadrunner.routing.InvalidRouteException when a middleware refuses
    /// @throws InvalidTlsException when a key or certificate cannot be used
    public ListenerCore(
            String name, ListenerOptions options, ListenerEnvironment environment, Runnable onEnd)
            throws InvalidTlsException {
        this.onEnd = onEnd;
        this.name = name;
        // A table may be an application's, which a reload must be able to let go.
        this.options = options.toBuilder().routes(NO_ROUTES).middlewares(List.of()).build();
        this.clock = environment.clock();
        this.reaper = environment.reaper();
        this.address = options.address();
        this.startedNanos = clock.nanoTime();
        Telemetry telemetry = environment.telemetry();
        this.reporter = new ListenerReporter(name, telemetry, clock);
        this.admission = environment.admission(options.maxConcurrentRequests());
        this.tls = TlsRenewal.of(options, reporter, startedNanos);
        PipelineEnvironment pipeline =
                new PipelineEnvironment(decided(), admission, telemetry, environment.ids(), clock);
        this.routes = new ServedRoutes(options, pipeline, reporter);
        ConnectionReporter connectionReporter = new ConnectionReporter(name, telemetry, clock);
        this.connections =
                new ConnectionEnvironment(
                        name,
                        new SelectorLoops(name),
                        new ConnectionRegistry(options.maxClients()),
                        new ClientsPerIp(options.maxClientsPerIp()),
                        ProtocolSelector.of(options, routes.pipeline(), clock),
                        ConnectionEnvironment.Handshake.of(
                                options, tls == null ? null : tls.environment()),
                        Retirement.of(
                                options.maxConnectionAge(),
                                options.maxConnectionAgeGrace(),
                                options.forceGrace()),
                        connectionReporter,
                        clock);
        this.overload =
                new Overload(clock, connectionReporter, ProtocolSelector.speaksPlainHttp1(options));
        this.supervisor = new Supervisor(name, options.numAcceptors(), reporter, new Sockets());
        this.reconciliation =
                new Reconciliation(
                        connections.registry(),
                        admission,
                        reporter,
                        options.slotReconciliation().toNanos(),
                        startedNanos);
    }

    private PipelineOptions decided() {
        Duration hibernate = options.hibernateAfter();
        return new PipelineOptions(
                name,
                options.mailboxCapacity(),
                hibernate.isZero() ? Deadline.NONE : hibernate.toNanos(),
                options.drainPolicy(),
                options.trustedProxies());
    }

    private final class Sockets implements Supervisor.Binding {
        @Override
        public ListenSocket bind() throws IOException {
            ListenSocket socket = ListenSocket.open(address, options);
            try {
                address = socket.boundAddress();
                localAddress = socket.localAddress();
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }

        @Override
        public Acceptor acceptor(ListenSocket socket) throws IOException {
            return new Acceptor(connections, socket, overload, reporter);
        }
    }

    /// Binds and starts to accept.
    ///
    /// @throws IOException when the address cannot be had; nothing is left behind
    public void start() throws IOException {
        Pollers.prepare();
        connections.selectors().open();
        admission.open();
        boolean bound = false;
        try {
            supervisor.start();
            bound = true;
        } finally {
            if (!bound) {
                admission.close();
                connections.selectors().close();
            }
        }
        reaper.add(chore);
        reporter.started(localAddress());
    }

    private void tick(long nowNanos) {
        for (ConnectionTask task : registry().live()) {
            task.check(nowNanos);
        }
        overload.tick(nowNanos);
        reconciliation.tick(nowNanos);
        if (tls != null) {
            tls.tick(nowNanos);
        }
    }

    /// Where it stands now; never blocks.
    public ListenerStatus status() {
        if (stopping) {
            return ListenerStatus.STOPPED;
        }
        if (drainRun != null) {
            return ListenerStatus.DRAINING;
        }
        return supervisor.failure() == null ? ListenerStatus.ACCEPTING : ListenerStatus.FAILED;
    }

    /// What runs around every answer now.
    public List<Middleware> middlewares() {
        return routes.middlewares();
    }

    /// Composes another table of routes in the calling thread.
    ///
    /// @param around what runs around every answer from when it is in place
    /// @return what puts it in place
    /// @throws io.roadrunner.routing.InvalidRouteException when it is refused
    public Runnable prepareRoutes(Routes next, List<Middleware> around) {
        return routes.prepare(next, around);
    }

    /// Reads keys and certificates again, for handshakes that begin from now on.
    ///
    /// @return the number of what is valid now, 0 on a plain port
    /// @throws InvalidTlsException when something cannot be used: the old stays
    public long reloadTls() throws InvalidTlsException {
        return tls == null ? 0 : tls.reload();
    }

    /// A number that grows with every reload of the certificate, from 1; 0 on a plain port.
    public long tlsGeneration() {
        return tls == null ? 0 : tls.environment().generation();
    }

    /// Tells the handlers of every live connection of a deadline; nothing else happens.
    public void notifyDrain(Duration timeout) {
        Drain drain = new Drain(Deadline.in(timeout, clock), Drain.Stage.LAST_REQUESTS);
        for (ConnectionTask task : registry().live()) {
            task.notifyDrain(drain);
        }
    }

    /// Drains and stops; joins the drain that runs already, whose deadline becomes the earlier one.
    ///
    /// @throws InterruptedException when a drain of another thread is waited for
    public DrainReport drain(DrainOptions drainOptions) throws InterruptedException {
        DrainRun run = beginDrain(drainOptions);
        return run == null ? DrainReport.NOTHING_LEFT : run.finish();
    }

    /// Is draining from now on, by the drain that runs already if there is one.
    ///
    /// @return what has to be [finished][DrainRun#finish()]; null when the listener has stopped
    public @Nullable DrainRun beginDrain(DrainOptions drainOptions) {
        DrainRun run;
        synchronized (this) {
            if (stopping) {
                return null;
            }
            run = drainRun;
            if (run == null) {
                run = new DrainRun(this, reporter, drainOptions);
                drainRun = run;
                return run;
            }
        }
        run.bringForward(drainOptions.untilDeadline());
        return run;
    }

    /// Closes the socket and cuts every connection now.
    public void stop() {
        synchronized (this) {
            stopping = true;
        }
        supervisor.stop();
        cutAll(CloseCause.STOPPED, options.forceGrace());
        DrainRun run = drainRun;
        if (run != null) {
            run.bringForward(Duration.ZERO);
        }
        end();
    }

    void end() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopping = true;
            stopped = true;
        }
        reaper.remove(chore);
        overload.close();
        admission.close();
        onEnd.run();
        reporter.stopped(Duration.ofNanos(clock.nanoTime() - startedNanos));
        // Last: it takes a moment, and who waits for the end is to find the name free.
        connections.selectors().close();
    }

    /// Ends what is left. What has last words gets a grace for them, and the threads of connections
    /// that were cut get one to end.
    void cutAll(CloseCause cause, Duration grace) {
        if (registry().bidFarewell(cause)) {
            awaitEnd(grace);
        }
        registry().cut(cause);
        awaitEnd(grace);
    }

    private void awaitEnd(Duration grace) {
        long end = clock.nanoTime() + grace.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (!registry().awaitEmpty(end - clock.nanoTime(), registry().signals())) {
                if (end - clock.nanoTime() <= 0) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void stopAccepting() {
        supervisor.stop();
    }

    void broadcast(Drain drain) {
        if (options.gracefulDrain()) {
            registry().broadcast(drain);
        }
    }

    /// The requests that are being worked on, with the stacks of their threads.
    public List<Straggler> stragglers() {
        return Stragglers.among(registry().live(), clock.nanoTime());
    }

    Remaining remaining() {
        return new Remaining(registry().taken(), admission.active());
    }

    Clock clock() {
        return clock;
    }

    ConnectionRegistry registry() {
        return connections.registry();
    }

    /// The name of the listener.
    public String name() {
        return name;
    }

    /// Its options.
    public ListenerOptions options() {
        return options;
    }

    /// The address that clients connect to.
    public SocketAddress localAddress() {
        SocketAddress local = localAddress;
        if (local == null) {
            throw new IllegalStateException("listener " + name + " is not started");
        }
        return local;
    }

    /// Its requests in flight.
    public Admission admission() {
        return admission;
    }

    /// Changes how many connections one client network may have, 0 for any number.
    public void limitClientsPerIp(int connections) {
        this.connections.clients().limitTo(connections);
    }

    /// A number that grows with every reload of the routes, from 1.
    public long routesGeneration() {
        return routes.generation();
    }

    /// How many connections hold a slot.
    public int activeClients() {
        return registry().taken();
    }

    /// How many connections were turned away.
    public long rejected() {
        return registry().rejected();
    }

    /// When the drain that runs will cut what is left, or the one that ran did; or null.
    public @Nullable Deadline drainDeadline() {
        DrainRun run = drainRun;
        return run == null ? null : run.deadline();
    }
}
