package io.roadrunner.middleware;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Admits so many requests of one client in a period (a token bucket); more are answered 429 with
/// `retry-after`, `ratelimit` and `ratelimit-policy`. Shared by all requests; counts are exact.
///
/// It decides by the head of a request, before its body is read.
///
/// The number of keys is bounded, and inventing keys (a /64 counts as one) neither evicts others
/// nor needs memory: while all places are taken by clients that are short of tokens, the keys that
/// come new share buckets.
public final class RateLimit implements Middleware {
    private final RateLimitOptions options;
    private final TokenBuckets buckets;
    private final long start;
    private final String policy;
    private final LongAdder refused = new LongAdder();

    private RateLimit(RateLimitOptions options) {
        this.options = options;
        long interval = Math.max(1, options.period().toNanos() / options.permits());
        this.buckets = new TokenBuckets(interval, options.burst(), options.maxKeys());
        this.start = options.nanoTime().getAsLong();
        this.policy =
                "\"default\";q="
                        + options.permits()
                        + ";w="
                        + roundedUp(options.period().toNanos());
    }

    /// So many requests in each period of every client.
    public static RateLimit of(int permits, Duration period) {
        return of(RateLimitOptions.of(permits, period));
    }

    /// As the options say.
    public static RateLimit of(RateLimitOptions options) {
        return new RateLimit(options);
    }

    /// How many requests were refused.
    public long refused() {
        return refused.sum();
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        Object key = Objects.requireNonNull(options.key().apply(request), "key");
        long wait = buckets.take(key, options.nanoTime().getAsLong() - start);
        if (wait == 0) {
            return next.handle(request);
        }
        refused.increment();
        request.reportRateLimited();
        long seconds = roundedUp(wait);
        return Responses.text(
                429,
                "too many requests\n",
                Headers.of(
                        "retry-after",
                        Long.toString(seconds),
                        "ratelimit-policy",
                        policy,
                        "ratelimit",
                        "\"default\";r=0;t=" + seconds));
    }

    /// Seconds, at least one.
    private static long roundedUp(long nanoseconds) {
        return Math.max(1, (nanoseconds + 999_999_999) / TimeUnit.SECONDS.toNanos(1));
    }
}
