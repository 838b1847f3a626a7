package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.Listener;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionLimit;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionRejected;
import io.roadrunner.telemetry.RequestEvent.RequestLimit;
import io.roadrunner.telemetry.RequestEvent.RequestThrottled;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The ceilings of connections and requests: at the bound, one past it, and afterwards.
class ConnectionLimitsTest {
    private static final Routes HELLO = Routes.handler(_ -> Responses.text(200, "hello"));

    private final Gate gate = new Gate();

    @Test
    void oneClientTooManyGets503AndTheOthersNothingOfIt() {
        try (ObservedListener server =
                        ObservedListener.with(options -> options.routes(HELLO).maxClients(2));
                Wire first = server.connectIdle("/");
                Wire second = server.connectIdle("/")) {
            try (Wire third = server.connect()) {
                third.readResponse()
                        .expectStatus(503)
                        .expectHeader("retry-after", "1")
                        .expectHeader("connection", "close");
                assertEquals(Wire.End.CLOSED, third.expectClosed());
            }
            first.send(get("/")).readResponse().expectStatus(200);
            second.send(get("/")).readResponse().expectStatus(200);
            assertEquals(1, server.info().rejected());
            assertEquals(2, server.info().activeClients());
            ConnectionRejected rejected = server.awaitEvents(ConnectionRejected.class, 1).get(0);
            assertEquals(ConnectionLimit.MAX_CLIENTS, rejected.limit());
            first.endOutput().expectClosed();
            Await.until("a slot is free", () -> server.info().activeClients() == 1);
            try (Wire third = server.connect()) {
                third.send(get("/")).readResponse().expectStatus(200);
            }
        }
    }

    @Test
    void aFloodOfRejectedClientsIsCountedExactlyAndLeavesRoomAfterwards() {
        int flood = 150;
        try (ObservedListener server =
                        ObservedListener.with(options -> options.routes(HELLO).maxClients(1));
                Wire only = server.connectIdle("/")) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < flood; i++) {
                wires.add(server.connect());
            }
            server.awaitEvents(ConnectionRejected.class, flood);
            assertEquals(flood, server.info().rejected());
            assertEquals(1, server.info().activeClients());
            wires.forEach(Wire::close);
            only.endOutput().expectClosed();
            server.awaitNothingLeft();
            try (Wire next = server.connect()) {
                next.send(get("/")).readResponse().expectStatus(200);
            }
        }
    }

    @Test
    void oneConnectionTooManyOfAnAddressIsClosedAndTheLimitCanBeChanged() {
        try (ObservedListener server =
                        ObservedListener.with(options -> options.routes(HELLO).maxClientsPerIp(1));
                Wire first = server.connectIdle("/")) {
            try (Wire second = server.connect()) {
                second.expectClosed();
            }
            ConnectionRejected rejected = server.awaitEvents(ConnectionRejected.class, 1).get(0);
            assertEquals(ConnectionLimit.MAX_CLIENTS_PER_IP, rejected.limit());
            assertEquals(1, server.info().rejected());
            Await.until("one is left", () -> server.info().activeClients() == 1);
            server.listener().limitClientsPerIp(2);
            try (Wire second = server.connectIdle("/")) {
                second.endOutput().expectClosed();
            }
            server.listener().limitClientsPerIp(1);
            first.send(get("/")).readResponse().expectStatus(200);
            first.endOutput().expectClosed();
            server.awaitNothingLeft();
            server.connectIdle("/").close();
        }
    }

    @Test
    void oneRequestTooManyGets503KeepsItsConnectionAndIsServedLater() {
        Routes routes =
                Routes.builder()
                        .get(
                                "/wait",
                                _ -> {
                                    gate.pass();
                                    return Responses.text(200, "late");
                                })
                        .get("/", _ -> Responses.text(200, "hello"))
                        .build();
        try (ObservedListener server =
                        ObservedListener.with(
                                options -> options.routes(routes).maxConcurrentRequests(1));
                Wire first = server.connect();
                Wire second = server.connect()) {
            first.send(get("/wait"));
            gate.awaitReached();
            second.send(get("/"))
                    .readResponse()
                    .expectStatus(503)
                    .expectHeader("retry-after", "1")
                    .expectNoHeader("connection");
            assertEquals(1, server.info().throttled());
            RequestThrottled throttled = server.awaitEvents(RequestThrottled.class, 1).get(0);
            assertEquals(RequestLimit.MAX_CONCURRENT_REQUESTS, throttled.limit());
            server.listener().limitConcurrentRequests(2);
            second.send(get("/")).readResponse().expectStatus(200);
            server.listener().limitConcurrentRequests(1);
            second.send(get("/")).readResponse().expectStatus(503);
            gate.open();
            first.readResponse().expectStatus(200);
            Await.until("none runs", () -> server.info().activeRequests() == 0);
            second.send(get("/")).readResponse().expectStatus(200);
            assertEquals(2, server.info().throttled());
            assertEquals(5, server.info().requestsServed());
        }
    }

    @Test
    void aNegativeLimitIsRefusedAndTheOldOneStays() {
        try (ObservedListener server =
                ObservedListener.with(options ->
                        options.routes(HELLO).maxClientsPerIp(1).maxConcurrentRequests(1))) {
            Listener listener = server.listener();
            assertThrows(
                    IllegalArgumentException.class, () -> listener.limitConcurrentRequests(-1));
            assertThrows(IllegalArgumentException.class, () -> listener.limitClientsPerIp(-1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> listener.notifyDrain(Duration.ofMillis(-1)));
            try (Wire first = server.connectIdle("/");
                    Wire second = server.connect()) {
                second.expectClosed();
                first.send(get("/")).readResponse().expectStatus(200);
            }
        }
    }
}
