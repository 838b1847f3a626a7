package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Clients that behave well, badly and not at all, until a drain ends it.
final class Chaos {
    private static final int CLIENTS = 8;
    private static final int CONNECTIONS = 40;

    private static final List<String> REQUESTS =
            List.of(
                    get("/"),
                    get("/") + get("/stream") + get("/"),
                    get("/nowhere"),
                    get("/fail"),
                    get("/stream"),
                    "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\nabc",
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\nabc",
                    "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "GET / HTTP/1.1\r\nHo",
                    "GET / HTTP/1.1\r\n\r\n");

    private Chaos() {}

    /// Lets all clients loose and drains in their midst. Returns when all have ended.
    static void run(ObservedListener server, long seed) {
        CountDownLatch half = new CountDownLatch(CLIENTS * CONNECTIONS / 2);
        CountDownLatch done = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            Thread.ofVirtual()
                    .start(() -> {
                        for (int n = 0; n < CONNECTIONS; n++) {
                            visit(server, random);
                            half.countDown();
                        }
                        done.countDown();
                    });
        }
        try {
            half.await();
            server.drain(DrainOptions.standard().withTimeout(Duration.ofMillis(300))).join();
            done.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void visit(ObservedListener server, Random random) {
        try (Wire wire = server.connect()) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                wire.send(REQUESTS.get(random.nextInt(REQUESTS.size())));
                if (random.nextBoolean()) {
                    wire.withTimeout(Duration.ofMillis(20)).readResponse();
                }
            }
            if (random.nextBoolean()) {
                wire.reset();
            }
        } catch (WireException _) {
            // Refused, cut or without an answer: all of it happens here.
        }
    }

    /// Each start has exactly one end of the same request, and there is no end without a start.
    static void assertPaired(ObservedListener server) {
        Set<String> open = new HashSet<>();
        for (RequestStarted started : server.events(RequestStarted.class)) {
            assertTrue(open.add(started.request().requestId()), "an id is used once");
        }
        int starts = open.size();
        for (RequestStopped stopped : server.events(RequestStopped.class)) {
            assertTrue(open.remove(stopped.request().requestId()), stopped::toString);
        }
        for (RequestFailed failed : server.events(RequestFailed.class)) {
            assertTrue(open.remove(failed.request().requestId()), failed::toString);
        }
        assertEquals(Set.of(), open, "starts without an end");
        assertEquals(starts, server.info().requestsServed());
    }
}
