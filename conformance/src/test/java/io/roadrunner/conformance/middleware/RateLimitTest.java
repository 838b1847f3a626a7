package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.middleware.RateLimit;
import io.roadrunner.middleware.RateLimitOptions;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.RequestEvent.RequestLimit;
import io.roadrunner.telemetry.RequestEvent.RequestThrottled;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Clients that ask more often than they may.
class RateLimitTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger handled = new AtomicInteger();

    private TestServer start(RateLimit limit) {
        return TestServer.start(o ->
                o.bodyBuffering(BodyBuffering.MANUAL)
                        .middlewares(List.of(limit))
                        .routes(
                                Routes.handler(_ -> {
                                    handled.incrementAndGet();
                                    return Responses.text(200, "hello");
                                })));
    }

    private RateLimitOptions twoInAMinute() {
        return RateLimitOptions.of(2, Duration.ofMinutes(1)).withNanoTime(clock::get);
    }

    @Test
    @Rfc("9110 §10.2.3")
    void oneTooManyIs429UntilATokenHasComeBack() {
        RateLimit limit = RateLimit.of(twoInAMinute());
        List<RequestThrottled> told = new CopyOnWriteArrayList<>();
        try (TestServer server = start(limit);
                Wire wire = server.connect()) {
            server.roadrunner()
                    .telemetry()
                    .attach(event -> told.add((RequestThrottled) event), RequestThrottled.class);
            wire.send(GET).readResponse().expectStatus(200);
            wire.send(GET).readResponse().expectStatus(200);
            wire.send(GET)
                    .readResponse()
                    .expectStatus(429)
                    .expectHeader("retry-after", "30")
                    .expectHeader("ratelimit-policy", "\"default\";q=2;w=60")
                    .expectHeader("ratelimit", "\"default\";r=0;t=30");
            clock.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
            wire.send(GET).readResponse().expectStatus(429).expectHeader("retry-after", "1");
            clock.incrementAndGet();
            wire.send(GET).readResponse().expectStatus(200);
            assertEquals(3, handled.get());
            assertEquals(2, limit.refused());
            assertEquals(2, server.listener().info().rateLimited());
            assertEquals(
                    List.of(RequestLimit.RATE_LIMIT, RequestLimit.RATE_LIMIT),
                    told.stream().map(RequestThrottled::limit).toList());
        }
    }

    @Test
    void aRefusalDoesNotWaitForTheBody() {
        try (TestServer server = start(RateLimit.of(twoInAMinute().withBurst(1)));
                Wire wire = server.connect()) {
            wire.send(GET).readResponse().expectStatus(200);
            wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n")
                    .readResponse()
                    .expectStatus(429);
        }
    }

    @Test
    void clientsBehindATrustedProxyAreCountedByThemselves() {
        RateLimit limit = RateLimit.of(twoInAMinute().withBurst(1));
        try (TestServer server = behindProxies(limit, false);
                Wire wire = server.connect()) {
            for (String client : List.of("192.0.2.1", "192.0.2.2", "\"[2001:db8::1]\"")) {
                String get = "GET / HTTP/1.1\r\nhost: a\r\nforwarded: for=" + client + "\r\n\r\n";
                wire.send(get).readResponse().expectStatus(200);
                wire.send(get).readResponse().expectStatus(429);
            }
            String neighbour = "forwarded: for=\"[2001:db8::2]\"\r\n";
            wire.send("GET / HTTP/1.1\r\nhost: a\r\n" + neighbour + "\r\n")
                    .readResponse()
                    .expectStatus(429);
        }
    }

    @Test
    void clientsOfAProxyHeaderAreCountedByThemselves() {
        try (TestServer server = behindProxies(RateLimit.of(twoInAMinute().withBurst(1)), true)) {
            for (int i = 0; i < 3; i++) {
                int status = i == 1 ? 429 : 200;
                String client = i == 2 ? "192.0.2.2" : "192.0.2.1";
                try (Wire wire = server.connect()) {
                    wire.send("PROXY TCP4 " + client + " 198.51.100.7 56324 443\r\n" + GET)
                            .readResponse()
                            .expectStatus(status);
                }
            }
        }
    }

    private TestServer behindProxies(RateLimit limit, boolean proxyProtocol) {
        return TestServer.start(o ->
                o.proxyProtocol(proxyProtocol)
                        .trustedProxies(TrustedProxies.of("127.0.0.0/8"))
                        .middlewares(List.of(limit))
                        .routes(Routes.handler(_ -> Responses.text(200, "hello"))));
    }

    @Test
    void anyKeyCounts() {
        RateLimitOptions byUser =
                twoInAMinute()
                        .withBurst(1)
                        .withKey(request -> String.valueOf(request.header("x-user")));
        try (TestServer server = start(RateLimit.of(byUser));
                Wire wire = server.connect()) {
            String ann = "GET / HTTP/1.1\r\nhost: a\r\nx-user: ann\r\n\r\n";
            wire.send(ann).readResponse().expectStatus(200);
            wire.send(ann).readResponse().expectStatus(429);
            wire.send(GET).readResponse().expectStatus(200);
        }
    }

    @Test
    void manyConnectionsGetExactlyTheBurst() throws Exception {
        RateLimit limit = RateLimit.of(twoInAMinute().withBurst(100));
        try (TestServer server = start(limit);
                ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                work.add(() -> admitted(server));
            }
            int admitted = 0;
            for (Future<Integer> result : clients.invokeAll(work)) {
                admitted += result.get();
            }
            assertEquals(100, admitted);
            assertEquals(100, handled.get());
            assertEquals(300, limit.refused());
        }
    }

    private static int admitted(TestServer server) {
        int admitted = 0;
        try (Wire wire = server.connect()) {
            for (int n = 0; n < 50; n++) {
                admitted += wire.send(GET).readResponse().status() == 200 ? 1 : 0;
            }
        }
        return admitted;
    }

    @Test
    void allWrongOptionsAreToldTogether() {
        RateLimitOptions good = twoInAMinute();
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new RateLimitOptions(
                                                0, Duration.ZERO, 0, 63, good.key(), clock::get))
                        .getMessage();
        assertEquals(
                "permits must be 1 to 1000000, not 0; burst must be 1 to 1000000, not 0; maxKeys"
                        + " must be 64 to 10000000, not 63; period must be 1 ms to 1 day, not PT0S",
                message);
    }
}
