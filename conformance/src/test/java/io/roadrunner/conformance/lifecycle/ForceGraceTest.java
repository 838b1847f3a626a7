package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// `force_grace`: handlers that were cut may clean up before the listener says that it is over.
class ForceGraceTest {
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final long A_MOMENT_MILLIS = 200;

    private final Gate gate = new Gate();
    private final AtomicBoolean cleanedUp = new AtomicBoolean();

    private ObservedListener server() {
        Routes routes =
                Routes.handler(_ -> {
                    gate.passStubbornly();
                    cleanedUp.set(true);
                    return Responses.text(200, "nobody reads this");
                });
        return ObservedListener.with(options -> options.routes(routes).forceGrace(GRACE));
    }

    @Test
    void aDrainWaitsForHandlersThatItHasCut() {
        try (ObservedListener server = server();
                Wire wire = server.connect()) {
            wire.send(get("/"));
            gate.awaitReached();
            CompletableFuture<DrainResult> drain = server.drain(Duration.ZERO);
            wire.expectClosed();
            assertThrows(
                    TimeoutException.class,
                    () -> drain.get(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS));
            gate.open();
            assertInstanceOf(DrainResult.TimedOut.class, drain.join());
            assertTrue(cleanedUp.get(), "before the drain returned");
        }
    }

    @Test
    void aStopWaitsForThemToo() {
        try (ObservedListener server = server();
                Wire wire = server.connect()) {
            wire.send(get("/"));
            gate.awaitReached();
            CompletableFuture<Void> stop =
                    CompletableFuture.runAsync(server.listener()::stop, Thread.ofVirtual()::start);
            wire.expectClosed();
            assertThrows(
                    TimeoutException.class, () -> stop.get(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS));
            gate.open();
            stop.join();
            assertTrue(cleanedUp.get(), "before the stop returned");
        }
    }
}
