package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestScope;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ConnectionEvent.PeerTimedOut;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.telemetry.ConnectionEvent.SlowPeer;
import io.roadrunner.telemetry.ListenerEvent.ListenerStarted;
import io.roadrunner.telemetry.ListenerEvent.ListenerStopped;
import io.roadrunner.telemetry.ListenerEvent.RoutesReloaded;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestRejected;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.RequestMetadata;
import io.roadrunner.telemetry.ResponseKind;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What the events of a listener say, and that none of them is missing or told twice.
class TelemetryTest {
    private static Routes routes() {
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .post("/echo", request -> Responses.body(200, "text/plain", request.body()))
                .get("/items/:id", request -> Responses.text(200, request.binding("id")))
                .get(
                        "/fail",
                        _ -> {
                            throw new IllegalStateException("mine");
                        })
                .get(
                        "/stream",
                        _ ->
                                Responses.streaming(
                                        200,
                                        Headers.empty(),
                                        push -> {
                                            push.send("abc");
                                            return Headers.empty();
                                        }))
                .build();
    }

    @Test
    void aRequestIsStartedAndStoppedWithItsMeasures() {
        try (ObservedListener server = ObservedListener.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/items/7?x=1")).readResponse().expectBody("7");
            RequestStopped stopped = server.awaitEvents(RequestStopped.class, 1).getFirst();
            RequestMetadata request = server.events(RequestStarted.class).getFirst().request();
            assertEquals(request, stopped.request());
            assertEquals(ObservedListener.NAME, request.listenerName());
            assertEquals(wire.localAddress(), request.peer());
            assertEquals("GET", request.method());
            assertEquals("/items/7?x=1", request.target());
            assertEquals("http", request.scheme());
            assertTrue(request.requestId().matches("[0-9a-f]{16}"), request.requestId());
            assertEquals("/items/:id", stopped.route());
            assertEquals(200, stopped.status());
            assertEquals(ResponseKind.BUFFERED, stopped.responseKind());
            assertEquals(get("/items/7?x=1").length(), stopped.measurements().bytesIn());
            assertTrue(stopped.measurements().bytesOut() > "7".length());
            Duration first = stopped.measurements().timeToFirstByte();
            assertNotNull(first);
            assertTrue(first.compareTo(stopped.measurements().duration()) <= 0);
        }
    }

    @Test
    void answersOfTheServerItselfArePairedToo() {
        try (ObservedListener server =
                        ObservedListener.with(
                                options -> options.routes(routes()).maxContentLength(4));
                Wire wire = server.connect()) {
            wire.send(get("/nowhere")).readResponse().expectStatus(404);
            wire.send("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n").readResponse().expectStatus(405);
            wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345");
            wire.readResponse().expectStatus(413);
            server.awaitEvents(RequestStopped.class, 3);
            List<RequestStopped> stopped = server.events(RequestStopped.class);
            assertEquals(
                    List.of(404, 405, 413), stopped.stream().map(RequestStopped::status).toList());
            assertNull(stopped.getFirst().route());
            assertEquals(3, server.events(RequestStarted.class).size());
            RequestRejected rejected = server.events(RequestRejected.class).getFirst();
            assertEquals(Rejection.CONTENT_TOO_LARGE, rejected.rejection());
            assertEquals(stopped.get(2).request().requestId(), rejected.requestId());
        }
    }

    @Test
    void aHandlerThatThrowsIsReportedAsFailedWithTheCause() {
        try (ObservedListener server = ObservedListener.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/fail")).readResponse().expectStatus(500);
            RequestFailed failed = server.awaitEvents(RequestFailed.class, 1).getFirst();
            assertEquals("mine", failed.cause().getMessage());
            assertEquals(500, failed.status());
            assertEquals("/fail", failed.route());
            assertEquals(List.of(), server.events(RequestStopped.class));
        }
    }

    @Test
    void aHeadThatCannotBeReadIsRejectedWithoutAStart() {
        try (ObservedListener server = ObservedListener.routing(routes());
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\n\r\n").readResponse().expectStatus(400);
            RequestRejected rejected = server.awaitEvents(RequestRejected.class, 1).getFirst();
            assertNull(rejected.requestId());
            assertEquals(wire.localAddress(), rejected.peer());
            assertEquals(List.of(), server.events(RequestStarted.class));
        }
    }

    @Test
    void aConnectionIsAcceptedAndClosedOnceWithItsCause() {
        try (ObservedListener server = ObservedListener.routing(routes())) {
            try (Wire wire = server.connectIdle("/")) {
                wire.send(get("/")).readResponse();
                assertEquals(
                        wire.localAddress(),
                        server.events(ConnectionAccepted.class).getFirst().peer());
            }
            ConnectionClosed closed = server.awaitEvents(ConnectionClosed.class, 1).getFirst();
            assertEquals(2, closed.requestsServed());
            assertEquals("peer closed", closed.cause());
            assertFalse(closed.duration().isNegative());
        }
    }

    @Test
    void theListenersOwnEdgesAreTold() {
        ObservedListener server = ObservedListener.routing(routes());
        try (server) {
            ListenerStarted started = server.events(ListenerStarted.class).getFirst();
            assertEquals(server.listener().address(), started.address());
            server.listener().reloadRoutes(routes());
            assertEquals(2, server.events(RoutesReloaded.class).getFirst().generation());
            assertEquals(2, server.info().routesGeneration());
        }
        assertEquals(1, server.events(ListenerStopped.class).size());
    }

    @Test
    void aPeerThatIsLateWithAHeadIsReported() {
        try (ObservedListener server =
                        ObservedListener.with(options ->
                                options.routes(routes()).requestTimeout(Duration.ofMillis(100)));
                Wire wire = server.connect()) {
            wire.send("GET / HT").readResponse().expectStatus(408);
            PeerTimedOut late = server.awaitEvents(PeerTimedOut.class, 1).getFirst();
            assertEquals(Phase.REQUEST_HEAD, late.phase());
            assertEquals(wire.localAddress(), late.peer());
            assertEquals(
                    "request timeout",
                    server.awaitEvents(ConnectionClosed.class, 1).getFirst().cause());
        }
    }

    @Test
    void aPeerThatSendsTooSlowlyIsReported() {
        try (ObservedListener server =
                        ObservedListener.with(
                                options -> options.routes(routes()).minBytesPerSecond(1000));
                Wire wire = server.connect()) {
            wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
            wire.readResponse().expectStatus(408);
            SlowPeer slow = server.awaitEvents(SlowPeer.class, 1).getFirst();
            assertEquals(Phase.REQUEST_BODY, slow.phase());
            assertEquals(List.of(), server.events(PeerTimedOut.class));
        }
    }

    @Test
    void aPeerThatDoesNotReadIsReported() {
        Routes large = Routes.handler(_ -> Responses.body(200, "text/plain", new byte[32 << 20]));
        try (ObservedListener server =
                        ObservedListener.with(options ->
                                options.routes(large).writeTimeout(Duration.ofMillis(200)));
                Wire wire = Wire.connectWithSmallReceiveBuffer(server.listener().port())) {
            wire.send(get("/"));
            PeerTimedOut late = server.awaitEvents(PeerTimedOut.class, 1).getFirst();
            assertEquals(Phase.RESPONSE, late.phase());
            server.awaitNothingLeft();
            assertEquals("write timeout", server.events(ConnectionClosed.class).getFirst().cause());
        }
    }

    @Test
    void anIdleConnectionThatRunsOutOfTimeIsNoLatePeer() {
        try (ObservedListener server =
                        ObservedListener.with(options ->
                                options.routes(routes()).keepAliveTimeout(Duration.ofMillis(100)));
                Wire wire = server.connectIdle("/")) {
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            assertEquals("idle", server.awaitEvents(ConnectionClosed.class, 1).getFirst().cause());
            assertEquals(List.of(), server.events(PeerTimedOut.class));
        }
    }

    @Test
    void theRequestIdIsInTheScopeOfHandlersStreamsAndLoops() {
        Map<String, String> seen = new ConcurrentHashMap<>();
        Routes routes =
                Routes.builder()
                        .get(
                                "/handler",
                                _ -> {
                                    seen.put("/handler", RequestScope.requestId().orElseThrow());
                                    return Responses.noContent();
                                })
                        .get(
                                "/stream",
                                _ ->
                                        Responses.streaming(
                                                200,
                                                Headers.empty(),
                                                _ -> {
                                                    seen.put(
                                                            "/stream",
                                                            RequestScope.requestId().orElseThrow());
                                                    return Headers.empty();
                                                }))
                        .get(
                                "/loop",
                                request -> {
                                    request.mailbox().send("x");
                                    return Responses.loop(
                                            200,
                                            Headers.empty(),
                                            "",
                                            (_, _, _) -> {
                                                seen.put(
                                                        "/loop",
                                                        RequestScope.requestId().orElseThrow());
                                                return Next.stop();
                                            });
                                })
                        .build();
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            for (String path : List.of("/handler", "/stream", "/loop")) {
                wire.send(get(path)).readResponse();
            }
            server.awaitEvents(RequestStopped.class, 3);
            for (RequestStarted started : server.events(RequestStarted.class)) {
                assertEquals(started.request().requestId(), seen.get(started.request().target()));
            }
        }
    }

    @Test
    void theThreadOfARequestIsNamedAfterListenerProtocolAndPeer() {
        AtomicReference<String> name = new AtomicReference<>();
        try (ObservedListener server =
                        ObservedListener.handling(_ -> {
                            name.set(Thread.currentThread().getName());
                            return Responses.noContent();
                        });
                Wire wire = server.connect()) {
            wire.send(get("/")).readResponse();
            InetSocketAddress peer = assertInstanceOf(InetSocketAddress.class, wire.localAddress());
            assertEquals("roadrunner/observed/h1/127.0.0.1:" + peer.getPort(), name.get());
        }
    }

    @Test
    void aSubscriberThatThrowsIsDetachedAndDisturbsNobody() {
        AtomicInteger calls = new AtomicInteger();
        List<TelemetryEvent> others = new CopyOnWriteArrayList<>();
        try (Roadrunner roadrunner = Roadrunner.create()) {
            roadrunner
                    .telemetry()
                    .attach(
                            _ -> {
                                calls.incrementAndGet();
                                throw new StackOverflowError();
                            },
                            RequestStarted.class);
            roadrunner.telemetry().attach(others::add, RequestStarted.class);
            ListenerOptions options = ObservedListener.options(change -> change.routes(routes()));
            int port = roadrunner.startListener("throwing", options).port();
            try (Wire wire = Wire.connect(port)) {
                wire.send(get("/")).readResponse().expectStatus(200);
                wire.send(get("/")).readResponse().expectStatus(200);
            }
            assertEquals(1, calls.get());
            assertEquals(2, others.size());
        }
    }

    @Test
    void startsAndEndsArePairedInAnyTrouble() {
        try (ObservedListener server =
                ObservedListener.with(options ->
                        options.routes(routes()).maxContentLength(100).maxConcurrentRequests(3))) {
            Chaos.run(server, 20_260_101L);
            server.awaitNothingLeft();
            Await.until(
                    "each accept has its close",
                    () ->
                            server.events(ConnectionAccepted.class).size()
                                    == server.events(ConnectionClosed.class).size());
            Chaos.assertPaired(server);
            assertTrue(server.events(ConnectionEvent.class).size() > 100, "there was some trouble");
        }
    }
}
