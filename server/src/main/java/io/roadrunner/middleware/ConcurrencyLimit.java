package io.roadrunner.middleware;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.io.Closeable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Lets so many requests run at the same time through everything that one instance wraps: a route,
/// a group or a listener. One more waits in a bounded queue, if there is one, or is answered 503
/// with `retry-after`. Shared by all requests; who waits longest is next.
///
/// A request counts until its answer is complete or has failed, also while it streams; one whose
/// handler throws counts until then.
public final class ConcurrencyLimit implements Middleware {
    private static final Response REFUSAL =
            Responses.text(503, "too many requests at once\n", Headers.of("retry-after", "1"));

    private final ConcurrencyLimitOptions options;
    private final Semaphore permits;
    private final AtomicInteger queued = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    private ConcurrencyLimit(ConcurrencyLimitOptions options) {
        this.options = options;
        this.permits = new Semaphore(options.maxConcurrent(), true);
    }

    /// So many at the same time, and none waits.
    public static ConcurrencyLimit of(int maxConcurrent) {
        return of(ConcurrencyLimitOptions.of(maxConcurrent));
    }

    /// As the options say.
    public static ConcurrencyLimit of(ConcurrencyLimitOptions options) {
        return new ConcurrencyLimit(options);
    }

    /// How many run now.
    public int running() {
        return options.maxConcurrent() - permits.availablePermits();
    }

    /// How many wait now.
    public int queued() {
        return queued.get();
    }

    /// How many requests were refused.
    public long refused() {
        return refused.sum();
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        if (!permits.tryAcquire() && !waited()) {
            refused.increment();
            return REFUSAL;
        }
        Permit permit = new Permit();
        Response response;
        try {
            request.closeAfterwards(permit);
            response = next.handle(request);
        } catch (Throwable failure) {
            // Not kept until the end: the server's own answer passes through here again.
            permit.close();
            throw failure;
        }
        return response;
    }

    private boolean waited() throws InterruptedException {
        if (options.maxQueued() == 0) {
            return false;
        }
        try {
            return queued.incrementAndGet() <= options.maxQueued()
                    && permits.tryAcquire(options.maxWait().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            queued.decrementAndGet();
        }
    }

    /// The right of one request to run, given back once.
    private final class Permit implements Closeable {
        private final AtomicBoolean held = new AtomicBoolean(true);

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                permits.release();
            }
        }
    }
}
