package io.roadrunner.exchange;

import io.roadrunner.connection.Clock;
import io.roadrunner.http.Handler;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.InvalidResponseException;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.Request;
import io.roadrunner.http.RequestBody;
import io.roadrunner.http.RequestContext;
import io.roadrunner.http.RequestHead;
import io.roadrunner.http.RequestScope;
import io.roadrunner.http.Response;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.RouteMatch;
import io.roadrunner.routing.Router;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.RequestMetadata;
import io.roadrunner.telemetry.ResponseKind;
import io.roadrunner.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Serves requests, the same way for every protocol: admission, telemetry, route, handler with its
/// middlewares, response. One for each listener; any number of threads serve at the same time. The
/// only place that catches what a handler throws.
public final class RequestPipeline {
    private final PipelineEnvironment environment;
    private final RequestReporter reporter;
    private volatile Router router;

    /// @param environment what it works with
    /// @param router the first table of routes
    public RequestPipeline(PipelineEnvironment environment, Router router) {
        this.environment = environment;
        this.reporter = new RequestReporter(environment);
        this.router = router;
    }

    /// Composes a table of routes to serve by.
    ///
    /// @param buffersBodies whether the body of a request is read before the handler of its route
    ///   runs
    /// @throws io.roadrunner.routing.InvalidRouteException when it is refused
    public static Router compile(
            Routes routes, List<Middleware> middlewares, boolean buffersBodies) {
        List<Middleware> around = new ArrayList<>(middlewares);
        around.add(new Answering());
        return Router.compile(
                routes, around, handler -> buffersBodies ? new BufferingHandler(handler) : handler);
    }

    /// Serves the next requests by another table; those that are matched already keep theirs.
    public void routeBy(Router next) {
        router = next;
    }

    /// What it works with.
    public PipelineEnvironment environment() {
        return environment;
    }

    /// Tells of a refusal that came before there was a request.
    public void reportRejected(@Nullable InetSocketAddress peer, Rejection rejection) {
        reporter.rejected(peer, null, rejection);
    }

    /// Serves one request from its head to the end of the answer.
    ///
    /// @return how it ended; never throws for what a peer or a handler does
    public Outcome serve(Exchange exchange) {
        boolean admitted = environment.admission().enter();
        Service service = null;
        Outcome outcome = Outcome.Aborted.INSTANCE;
        try {
            Service started = new Service(new RequestLife(environment, exchange), router, admitted);
            service = started;
            outcome = RequestScope.call(started.life, started::run);
            return outcome;
        } finally {
            if (service == null) {
                environment.admission().leave(admitted);
            } else if (!(outcome instanceof Outcome.HandOver)) {
                service.end();
            }
        }
    }

    /// The work on one request.
    private final class Service implements Outcome.Session {
        private final RequestLife life;
        private final Exchange exchange;
        private final RequestHead head;
        private final Router table;
        private final boolean admitted;
        private final RouteMatch match;
        private final RequestResult result;

        Service(RequestLife life, Router table, boolean admitted) {
            this.life = life;
            this.result = life.result();
            this.exchange = life.exchange();
            this.head = exchange.head();
            this.table = table;
            this.admitted = admitted;
            this.match = table.match(head.routedMethod(), head.path());
        }

        Outcome run() {
            reporter.started(life);
            if (match instanceof RouteMatch.Found found) {
                result.route = found.route().pattern();
                exchange.routed(result.route, found.route().minimumRateEnforced());
            }
            if (!admitted && exchange.refuse()) {
                reporter.throttled(life);
                result.status = Rejection.TOO_MANY_REQUESTS.status();
                return Outcome.Aborted.INSTANCE;
            }
            Response response;
            try {
                response = respond();
            } catch (PeerGoneException gone) {
                return abort(gone);
            }
            return write(response);
        }

        private Outcome abort(Throwable failure) {
            result.sendFailure = failure;
            exchange.abort();
            return Outcome.Aborted.INSTANCE;
        }

        private Response respond() throws PeerGoneException {
            try {
                return sendable(answer(), exchange);
            } catch (PeerGoneException gone) {
                throw gone;
            } catch (Throwable failure) {
                return ServerAnswers.to(failure, result);
            } finally {
                note();
            }
        }

        private Response answer() throws Exception {
            Rejection refusal = refusal();
            if (refusal != null) {
                result.refusal = refusal;
                return call(table.wrap(_ -> ServerAnswers.of(refusal)), RequestBody.empty());
            }
            if (head.path().equals("*")) {
                // "OPTIONS *" asks about the server, not about a resource: RFC 9110 §9.3.7
                return call(table.wrap(_ -> ServerAnswers.empty(204)), RequestBody.empty());
            }
            return call(match, exchange.body());
        }

        private Response call(Handler handler, RequestBody body) throws Exception {
            try {
                return handler.handle(new Request(head, body, life));
            } finally {
                // A stale interrupt would close the socket at the next write.
                Thread.interrupted();
            }
        }

        private @Nullable Rejection refusal() {
            if (!admitted) {
                return Rejection.TOO_MANY_REQUESTS;
            }
            return expectsUnknown(head) ? Rejection.EXPECTATION_FAILED : null;
        }

        private void note() {
            Rejection refusal = result.refusal;
            if (refusal == null) {
                return;
            }
            if (refusal == Rejection.TOO_MANY_REQUESTS) {
                reporter.throttled(life);
            } else {
                reporter.rejected(exchange.peer(), life, refusal);
            }
            if (refusal.closes()) {
                exchange.closeAfterwards();
            }
        }

        private Outcome write(Response response) {
            result.status = response.status();
            result.kind = ResponseKind.of(response);
            try {
                writer().write(response);
                return response instanceof Response.Upgrade upgrade ? handOver(upgrade) : done();
            } catch (Throwable failure) {
                return recover(failure);
            }
        }

        private ResponseWriter writer() {
            return new ResponseWriter(exchange, life, policy());
        }

        private DrainPolicy policy() {
            DrainPolicy standard = environment.options().drainPolicy();
            return match instanceof RouteMatch.Found found
                    ? found.route().drainPolicy().orElse(standard)
                    : standard;
        }

        private Outcome done() {
            return Outcome.Completed.INSTANCE;
        }

        private Outcome handOver(Response.Upgrade upgrade) {
            result.upgrade = upgrade.handler();
            String name =
                    upgrade.handler() instanceof TunnelHandler own ? own.protocol() : "upgrade";
            return new Outcome.HandOver(result.routeOrEmpty(), name, this);
        }

        /// What went wrong while the response was written. As long as nothing of it has left, the
        /// peer gets a 500 instead.
        private Outcome recover(Throwable failure) {
            if (result.failure == null && !(failure instanceof PeerGoneException)) {
                result.failure = failure;
                if (exchange.retract()) {
                    return write(ServerAnswers.of(Rejection.INTERNAL_ERROR));
                }
            }
            return abort(failure);
        }

        @Override
        public boolean serve(Tunnel tunnel) {
            try {
                return RequestScope.call(life, () -> serveUpgraded(tunnel));
            } finally {
                end();
            }
        }

        private boolean serveUpgraded(Tunnel tunnel) {
            try {
                if (result.upgrade() instanceof TunnelHandler own) {
                    own.serve(tunnel, new Surroundings(environment, life, policy()));
                } else {
                    result.upgrade().serve(tunnel);
                }
                return true;
            } catch (Throwable failure) {
                result.failure = failure;
                return false;
            }
        }

        void end() {
            try {
                life.end();
                reporter.ended(life, result);
            } finally {
                environment.admission().leave(admitted);
            }
        }
    }

    /// What a tunnel knows of the request that opened it.
    private record Surroundings(
            PipelineEnvironment environment, RequestLife life, DrainPolicy drainPolicy)
            implements TunnelContext {
        @Override
        public Clock clock() {
            return environment.clock();
        }

        @Override
        public Telemetry telemetry() {
            return environment.telemetry();
        }

        @Override
        public RequestMetadata metadata() {
            return life.metadata();
        }

        @Override
        public RequestContext request() {
            return life;
        }

        @Override
        public PipelineOptions options() {
            return environment.options();
        }
    }

    /// The innermost of the listener's middlewares: what comes out of a route, and what goes wrong
    /// in it, becomes the answer that the others see. An interrupt is left to who caused it.
    private record Answering() implements Middleware {
        @Override
        public Response call(Request request, Handler next) throws Exception {
            if (!(request.context() instanceof RequestLife life)) {
                return next.handle(request);
            }
            try {
                return sendable(next.handle(request), life.exchange());
            } catch (PeerGoneException | InterruptedException gone) {
                throw gone;
            } catch (Throwable failure) {
                return ServerAnswers.to(failure, life.result());
            }
        }
    }

    /// A handler in another language, or without null checks, may return nothing.
    private static Response sendable(@Nullable Response response, Exchange exchange)
            throws RejectedException {
        if (response == null) {
            throw new InvalidResponseException("the handler returned no response");
        }
        if (response instanceof Response.Upgrade upgrade
                && (isUnchecked(upgrade) || !exchange.canSwitchTo(upgrade.protocol()))) {
            throw new RejectedException(Rejection.UPGRADE_NOT_IMPLEMENTED);
        }
        if (opensTunnel(response, exchange.head())) {
            throw new RejectedException(Rejection.UPGRADE_NOT_IMPLEMENTED);
        }
        return response;
    }

    /// Whether an ordinary answer would be taken for the beginning of another protocol: any 2xx
    /// tells who has sent an extended CONNECT that there is a tunnel (RFC 8441 §5).
    private static boolean opensTunnel(Response response, RequestHead head) {
        return head.protocol() != null
                && !(response instanceof Response.Upgrade)
                && response.status() / 100 == 2;
    }

    /// The opening handshake of RFC 6455 is checked by `WebSockets` and nobody else.
    private static boolean isUnchecked(Response.Upgrade upgrade) {
        return upgrade.protocol().equalsIgnoreCase("websocket")
                && !(upgrade.handler() instanceof TunnelHandler);
    }

    /// "A server that receives an Expect field value containing a member other than 100-continue
    /// MAY respond with a 417 (Expectation Failed) status code" RFC 9110 §10.1.1
    private static boolean expectsUnknown(RequestHead head) {
        if (head.version() == HttpVersion.HTTP_1_0 || head.headers().indexOf("expect", 0) < 0) {
            return false;
        }
        return head.headers().all("expect").stream()
                .anyMatch(value -> !value.equalsIgnoreCase("100-continue"));
    }
}
