package io.roadrunner.middleware;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.OptionProblems;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Wants the response of what it wraps within a time; otherwise it interrupts the handler and 503
/// is answered. How long a stream runs after its handler has returned is not limited. Immutable;
/// any thread.
///
/// The handler runs in the thread of its request, so that scoped values hold and no late handler
/// can touch the connection; the time is kept by the platform's scheduler. Two things follow. A
/// handler that does not react to an interrupt is answered for when it returns. And a thread that
/// reads from the connection is never interrupted, because that would close it: a read of the body
/// ends when something comes or the listener's own limits end it, and the time is noticed then. The
/// same holds for what the handler reads elsewhere by an interruptible channel: that channel is
/// closed.
public final class Timeout implements Middleware {
    private static final Response TOO_LATE =
            Responses.text(503, "the answer took too long\n", Headers.of("retry-after", "1"));

    private final Duration limit;

    private Timeout(Duration limit) {
        new OptionProblems()
                .require(
                        limit.compareTo(Duration.ofMillis(1)) >= 0
                                && limit.compareTo(Duration.ofDays(1)) <= 0,
                        "limit must be 1 ms to 1 day, not " + limit)
                .throwIfAny();
        this.limit = limit;
    }

    /// 30 seconds.
    public static Timeout standard() {
        return of(Duration.ofSeconds(30));
    }

    /// So much time.
    ///
    /// @param limit 1 ms to 1 day
    /// @throws IllegalArgumentException for another one
    public static Timeout of(Duration limit) {
        return new Timeout(limit);
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        HandlerWatch watch = new HandlerWatch(Thread.currentThread());
        CompletableFuture<Void> timer = new CompletableFuture<>();
        var _ =
                timer.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete((_, late) -> {
                            if (late != null) {
                                watch.expire();
                            }
                        });
        Response response;
        try {
            response = next.handle(watched(request, watch));
        } catch (RejectedException | PeerGoneException refused) {
            throw refused;
        } catch (Exception failure) {
            if (watch.end()) {
                return TOO_LATE;
            }
            throw failure;
        } finally {
            timer.complete(null);
            watch.end();
        }
        return watch.end() ? TOO_LATE : response;
    }

    private static Request watched(Request request, HandlerWatch watch) {
        return request.hasBody()
                ? request.withBody(new WatchedBody(request.unreadBody(), watch))
                : request;
    }
}
