package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.DrainResult;
import io.roadrunner.Roadrunner;
import io.roadrunner.ServiceStatus;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.DrainEvent.DrainStarted;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Several who drain the same service, or one of its listeners before it.
class ServiceDrainJoinTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Gate gate = new Gate();

    private Routes routes() {
        return Routes.builder().get("/wait", _ -> waiting()).build();
    }

    private Response waiting() throws InterruptedException {
        gate.pass();
        return Responses.text(200, "late");
    }

    private static void assertDrained(CompletableFuture<DrainResult> drain) {
        assertInstanceOf(DrainResult.Drained.class, drain.join());
    }

    @Test
    void aLaterDrainWithADeadlineEndsOneWithout() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            CompletableFuture<DrainResult> first = server.drain(DrainOptions.FOREVER);
            server.awaitStatus(ServiceStatus.DRAINING);
            CompletableFuture<DrainResult> second = server.drain(Duration.ofMillis(200));
            CompletableFuture<DrainResult> third = server.drain(DrainOptions.FOREVER);
            assertInstanceOf(DrainResult.TimedOut.class, first.join());
            assertEquals(first.join(), second.join());
            assertEquals(first.join(), third.join());
            assertEquals(2, server.events(DrainStarted.class).size());
        }
    }

    @Test
    void whoeverDrainsFindsTheServiceStoppedAndItsNameFree() {
        for (int round = 0; round < 50; round++) {
            try (ObservedService server = ObservedService.routing(routes())) {
                Roadrunner roadrunner = server.roadrunner();
                List<CompletableFuture<DrainResult>> drains = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    drains.add(
                            ObservedService.inBackground(() -> {
                                DrainResult result = roadrunner.drain(server.service());
                                assertEquals(List.of(), roadrunner.listeners());
                                assertEquals(List.of(), roadrunner.services());
                                assertEquals(ServiceStatus.STOPPED, server.service().status());
                                return result;
                            }));
                }
                drains.forEach(ServiceDrainJoinTest::assertDrained);
            }
        }
    }

    @Test
    void anInterruptedJoinerLeavesTheDrainAlone() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            server.awaitStatus(ServiceStatus.DRAINING);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> server.service().drain());
            assertEquals(ServiceStatus.DRAINING, server.service().status());
            gate.open();
            wire.readResponse().expectBody("late");
            wire.endOutput();
            assertDrained(drain);
        }
    }

    @Test
    void aListenerThatDrainsAlreadyIsJoined() {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            var http = server.listener("http");
            CompletableFuture<DrainResult> alone =
                    ObservedService.inBackground(() -> http.drain(LONG));
            Await.until("it drains", () -> http.status() == ListenerStatus.DRAINING);
            assertEquals(ServiceStatus.RUNNING, server.service().status());
            CompletableFuture<DrainResult> drain = server.drain(LONG);
            server.awaitStatus(ServiceStatus.DRAINING);
            gate.open();
            wire.readResponse();
            wire.endOutput();
            assertDrained(alone);
            assertDrained(drain);
            assertEquals(2, server.events(DrainStarted.class).size());
        }
    }
}
