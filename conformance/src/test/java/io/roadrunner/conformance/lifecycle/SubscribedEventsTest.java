package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestRejected;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is subscribed to one type gets each event of it and nothing else, also when nobody listens
/// to what comes before it.
class SubscribedEventsTest {
    private static TestServer server() {
        return TestServer.start(
                Routes.builder()
                        .get("/fine", _ -> Responses.text(200, "fine"))
                        .get(
                                "/crash",
                                _ -> {
                                    throw new IllegalStateException("crash");
                                })
                        .build());
    }

    /// A good request, one that fails, one that is none, and the end of their connections.
    private static void traffic(TestServer server) {
        try (Wire wire = server.connect()) {
            wire.send(get("/fine")).readResponse().expectStatus(200);
            wire.send(get("/crash")).readResponse().expectStatus(500);
            wire.send("nonsense\r\n\r\n").readResponse().expectStatus(400);
        }
        server.awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RequestStarted.class,
                RequestStopped.class,
                RequestFailed.class,
                RequestRejected.class,
                ConnectionAccepted.class,
                ConnectionClosed.class
            })
    void oneTypeAloneIsToldAndNothingElse(Class<? extends TelemetryEvent> type) {
        Queue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
        try (TestServer server = server()) {
            server.roadrunner().telemetry().attach(events::add, type);
            traffic(server);
            int expected = type == RequestStarted.class ? 2 : 1;
            Await.until("it was told", () -> events.size() >= expected);
            assertEquals(expected, events.size(), () -> "events " + events);
            assertTrue(events.stream().allMatch(type::isInstance), () -> "events " + events);
            for (TelemetryEvent event : events) {
                if (event instanceof RequestStopped stopped) {
                    assertTrue(stopped.measurements().duration().isPositive());
                }
            }
        }
    }

    @Test
    void whoListensToDrainsHearsOfNothingElse() throws InterruptedException {
        Queue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
        try (TestServer server = server()) {
            server.roadrunner().telemetry().attach(events::add, DrainEvent.class);
            traffic(server);
            assertEquals(List.of(), List.copyOf(events));
            server.listener().drain(Duration.ZERO);
            assertEquals(
                    List.of("drain.start", "drain.stop"),
                    events.stream()
                            .map(TelemetryEvent::name)
                            .filter(name -> !name.equals("drain.progress"))
                            .toList());
        }
    }
}
