package io.roadrunner;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.config.Protocol;
import io.roadrunner.connection.Deadline;
import io.roadrunner.http.Middleware;
import io.roadrunner.listener.DrainReport;
import io.roadrunner.listener.ListenerCore;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerStatus;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A named listener that was started. Usable from any thread, also after it has stopped.
public final class Listener {
    private final ListenerCore core;
    private final boolean singleHandler;

    Listener(ListenerCore core, boolean singleHandler) {
        this.core = core;
        this.singleHandler = singleHandler;
    }

    ListenerCore core() {
        return core;
    }

    /// The name that it was started with.
    public String name() {
        return core.name();
    }

    /// The TCP port that it listens on, also if 0 was asked for.
    ///
    /// @throws IllegalStateException on a unix-domain socket
    public int port() {
        if (address() instanceof InetSocketAddress address) {
            return address.getPort();
        }
        throw new IllegalStateException("listener " + name() + " has no port: " + address());
    }

    /// The address that it listens on.
    public SocketAddress address() {
        return core.localAddress();
    }

    /// What it speaks, in the order in which it prefers it.
    public List<Protocol> protocols() {
        return core.options().protocols();
    }

    /// Where it stands at this moment; never blocks, also while it drains.
    public ListenerStatus status() {
        return core.status();
    }

    /// Its counters at this moment; never blocks.
    public ListenerInfo info() {
        Deadline deadline = core.drainDeadline();
        Optional<Instant> instant =
                deadline == null || deadline.isNever()
                        ? Optional.empty()
                        : Optional.of(deadline.instant());
        return new ListenerInfo(
                core.activeClients(),
                core.options().maxClients(),
                core.admission().served(),
                core.admission().active(),
                core.rejected(),
                core.admission().throttled(),
                core.admission().rateLimited(),
                core.routesGeneration(),
                core.tlsGeneration(),
                instant);
    }

    /// Serves the following requests by another table of routes. Requests that are matched already
    /// end by the old one; the next request of the same connection is served by the new one.
    ///
    /// @throws ListenerException with `NoRoutes` when the listener has a single handler, `Stopped`
    ///   when it has stopped
    /// @throws io.roadrunner.routing.InvalidRouteException when the table is refused; the old one
    ///   stays
    public void reloadRoutes(Routes routes) {
        reloadRoutes(routes, core.middlewares());
    }

    /// Like [#reloadRoutes(Routes)], with other middlewares around every answer too.
    ///
    /// @param middlewares what replaces [io.roadrunner.config.ListenerOptions#middlewares()], the
    ///   first outermost
    /// @throws ListenerException with `NoRoutes` when the listener has a single handler, `Stopped`
    ///   when it has stopped
    /// @throws io.roadrunner.routing.InvalidRouteException when the table is refused; the old one
    ///   stays
    public void reloadRoutes(Routes routes, List<Middleware> middlewares) {
        prepareRoutes(routes, middlewares).run();
    }

    /// Like [#reloadRoutes(Routes, List)] without putting the table in place: for several listeners
    /// that change together or not at all. Each middleware is initialised by this, once.
    ///
    /// @param middlewares what replaces [io.roadrunner.config.ListenerOptions#middlewares()], the
    ///   first outermost
    /// @return puts the table in place, in any thread; nothing can be refused any more
    /// @throws ListenerException with `NoRoutes` when the listener has a single handler, `Stopped`
    ///   when it has stopped
    /// @throws io.roadrunner.routing.InvalidRouteException when the table is refused
    public Runnable prepareRoutes(Routes routes, List<Middleware> middlewares) {
        if (singleHandler || routes.isSingleHandler()) {
            throw ListenerException.noRoutes(name(), "listener");
        }
        if (status() == ListenerStatus.STOPPED) {
            throw ListenerException.stopped(name(), "listener");
        }
        return core.prepareRoutes(routes, middlewares);
    }

    /// Reads keys and certificates again. Handshakes that begin from now on use them; connections
    /// that are open go on with what they have.
    ///
    /// @return the number of what is valid now, as in [ListenerInfo#tlsGeneration()]
    /// @throws ListenerException with `NoTls` on a plain port, `InvalidTls` when something cannot
    ///   be used: then what was valid before stays valid
    public long reloadTls() {
        if (core.options().tls() == null) {
            throw new ListenerException(
                    new ListenerException.Reason.NoTls(name()),
                    "listener " + name() + " is a plain port",
                    null);
        }
        try {
            return core.reloadTls();
        } catch (InvalidTlsException e) {
            throw new ListenerException(
                    new ListenerException.Reason.InvalidTls(e),
                    "listener " + name() + " keeps its certificate: " + e.getMessage(),
                    e);
        }
    }

    /// Changes how many requests may run at once; those that run already are not touched.
    ///
    /// @param requests the ceiling, 0 for none
    /// @throws IllegalArgumentException when it is negative
    public void limitConcurrentRequests(int requests) {
        checkLimit(requests);
        core.admission().limitTo(requests);
    }

    /// Changes how many connections one client may have; those that are open are not touched.
    ///
    /// @param connections the ceiling, 0 for none
    /// @throws IllegalArgumentException when it is negative
    public void limitClientsPerIp(int connections) {
        checkLimit(connections);
        core.limitClientsPerIp(connections);
    }

    static void checkLimit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a negative limit: " + limit);
        }
    }

    /// Tells every handler that asked for it, and every loop, of a coming end. Nothing stops.
    ///
    /// @param timeout how far away the deadline is, zero to 365 days or [DrainOptions#FOREVER]
    public void notifyDrain(Duration timeout) {
        core.notifyDrain(core.options().drain().withTimeout(timeout).timeout());
    }

    /// Drains with the options of the listener, except for the time.
    ///
    /// @param timeout how long what runs may take; zero cuts it at once, [DrainOptions#FOREVER]
    ///   cuts nothing
    /// @throws InterruptedException when the caller is interrupted; the drain is over then
    public DrainResult drain(Duration timeout) throws InterruptedException {
        return drain(core.options().drain().withTimeout(timeout));
    }

    /// Stops accepting, tells every connection, waits until all have ended or the deadline has
    /// come, and stops. A second call joins the first one; the earlier deadline counts.
    ///
    /// @throws InterruptedException when the caller is interrupted; the drain is over then
    public DrainResult drain(DrainOptions options) throws InterruptedException {
        DrainReport report = core.drain(options);
        return report.isDrained()
                ? new DrainResult.Drained(report.elapsed())
                : new DrainResult.TimedOut(
                        report.remaining().connections(),
                        report.remaining().requests(),
                        report.stragglers());
    }

    /// Closes the socket and every connection now. Does nothing when it has stopped already.
    public void stop() {
        core.stop();
    }
}
