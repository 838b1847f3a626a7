package io.roadrunner.exchange;

import io.roadrunner.http.BufferedBody;
import io.roadrunner.http.FormException;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.InvalidResponseException;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.Request;
import io.roadrunner.http.RequestBody;
import io.roadrunner.http.RequestHead;
import io.roadrunner.http.RequestScope;
import io.roadrunner.http.Response;
import io.roadrunner.http.TooManyParametersException;
import io.roadrunner.http.UpgradedConnection;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.RouteMatch;
import io.roadrunner.routing.Router;
import io.roadrunner.telemetry.ResponseKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Serves requests, the same way for every protocol: admission, telemetry, route, handler with its
/// middlewares, response. One for each listener; any number of threads serve at the same time. The
/// only place that catches what a handler throws.
public final class RequestPipeline {
    private static final Headers TEXT = Headers.of("content-type", "text/plain; charset=utf-8");
    private static final int BAD_REQUEST = 400;
    private static final Headers RETRY = TEXT.with("retry-after", "1");

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
                environment.admission().leave();
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
        private final RequestResult result = new RequestResult();

        Service(RequestLife life, Router table, boolean admitted) {
            this.life = life;
            this.exchange = life.exchange();
            this.head = exchange.head();
            this.table = table;
            this.admitted = admitted;
            this.match = table.match(head.method(), head.path());
        }

        Outcome run() {
            reporter.started(life);
            if (match instanceof RouteMatch.Found found) {
                result.route = found.route().pattern();
                exchange.routed(result.route, found.route().minimumRateEnforced());
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
                Rejection refusal = refusal();
                if (refusal != null) {
                    return refuse(refusal);
                }
                if (head.path().equals("*")) {
                    // "OPTIONS *" asks about the server, not about a resource: RFC 9110 §9.3.7
                    return call(
                            table.wrap(_ -> answer(204, Headers.empty(), "")), RequestBody.empty());
                }
                return call(match, body());
            } catch (PeerGoneException gone) {
                throw gone;
            } catch (RejectedException refused) {
                return refuse(refused.rejection());
            } catch (FormException malformed) {
                return answerOf(malformed);
            } catch (TooManyParametersException tooMany) {
                return answer(BAD_REQUEST, TEXT, tooMany.getMessage() + "\n");
            } catch (Throwable failure) {
                return fail(failure);
            }
        }

        private Response call(Handler handler, RequestBody body) throws Exception {
            try {
                return checked(handler.handle(new Request(head, body, life)));
            } finally {
                // A stale interrupt would close the socket at the next write.
                Thread.interrupted();
            }
        }

        /// A handler in another language, or without null checks, may return nothing.
        private Response checked(@Nullable Response response) {
            if (response == null) {
                throw new InvalidResponseException("the handler returned no response");
            }
            return response;
        }

        private RequestBody body() throws IOException {
            RequestBody body = exchange.body();
            boolean buffered = environment.options().bufferBodies() && body.isPresent();
            return buffered && match instanceof RouteMatch.Found ? BufferedBody.read(body) : body;
        }

        private @Nullable Rejection refusal() {
            if (!admitted) {
                return Rejection.TOO_MANY_REQUESTS;
            }
            return expectsUnknown(head) ? Rejection.EXPECTATION_FAILED : null;
        }

        /// Answers for the server itself, inside of the listener's middlewares like any answer.
        private Response refuse(Rejection rejection) {
            if (rejection == Rejection.TOO_MANY_REQUESTS) {
                reporter.throttled(life);
            } else {
                reporter.rejected(exchange.peer(), life, rejection);
            }
            if (rejection.closes()) {
                exchange.closeAfterwards();
            }
            try {
                return call(table.wrap(_ -> answerOf(rejection)), RequestBody.empty());
            } catch (Throwable failure) {
                return fail(failure);
            }
        }

        private Response fail(Throwable failure) {
            result.failure = failure;
            return answerOf(Rejection.INTERNAL_ERROR);
        }

        private Outcome write(Response response) {
            result.status = response.status();
            result.kind = ResponseKind.of(response);
            try {
                Response sendable = sendable(response);
                writer().write(sendable);
                return sendable instanceof Response.Upgrade upgrade ? handOver(upgrade) : done();
            } catch (Throwable failure) {
                return recover(failure);
            }
        }

        private Response sendable(Response response) {
            boolean refused =
                    response instanceof Response.Upgrade upgrade
                            && (isWebSocket(upgrade) || !exchange.canSwitchTo(upgrade.protocol()));
            if (!refused) {
                return response;
            }
            Response answer = refuse(Rejection.UPGRADE_NOT_IMPLEMENTED);
            result.status = answer.status();
            result.kind = ResponseKind.of(answer);
            return answer;
        }

        /// The opening handshake of RFC 6455 is not checked by anybody yet.
        private static boolean isWebSocket(Response.Upgrade upgrade) {
            return upgrade.protocol().equalsIgnoreCase("websocket");
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
            return new Outcome.HandOver(result.routeOrEmpty(), this);
        }

        /// What went wrong while the response was written. As long as nothing of it has left, the
        /// peer gets a 500 instead.
        private Outcome recover(Throwable failure) {
            if (result.failure == null && !(failure instanceof PeerGoneException)) {
                result.failure = failure;
                if (exchange.retract()) {
                    return write(answerOf(Rejection.INTERNAL_ERROR));
                }
            }
            return abort(failure);
        }

        @Override
        public boolean serve(UpgradedConnection connection) {
            try {
                return RequestScope.call(life, () -> serveUpgraded(connection));
            } finally {
                end();
            }
        }

        private boolean serveUpgraded(UpgradedConnection connection) {
            try {
                result.upgrade().serve(connection);
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
                environment.admission().leave();
            }
        }
    }

    /// "A server that receives an Expect field value containing a member other than 100-continue
    /// MAY respond with a 417 (Expectation Failed) status code" RFC 9110 §10.1.1
    private static boolean expectsUnknown(RequestHead head) {
        if (head.version() == HttpVersion.HTTP_1_0 || !head.headers().contains("expect")) {
            return false;
        }
        return head.headers().all("expect").stream()
                .anyMatch(value -> !value.equalsIgnoreCase("100-continue"));
    }

    private static Response answerOf(Rejection rejection) {
        boolean retry = rejection == Rejection.TOO_MANY_REQUESTS;
        return answer(rejection.status(), retry ? RETRY : TEXT, rejection.text() + "\n");
    }

    private static Response answerOf(FormException malformed) {
        // "If the problem was caused by an unsupported content coding, the Accept-Encoding response
        // header field ought to be used" RFC 9110 §15.5.16
        boolean coded = malformed.reason() == FormException.Reason.UNSUPPORTED_CONTENT_CODING;
        Headers headers = coded ? TEXT.with("accept-encoding", "identity") : TEXT;
        return answer(malformed.reason().status(), headers, malformed.getMessage() + "\n");
    }

    private static Response answer(int status, Headers headers, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return new Response.Buffered(status, headers, ByteBuffer.wrap(octets));
    }
}
