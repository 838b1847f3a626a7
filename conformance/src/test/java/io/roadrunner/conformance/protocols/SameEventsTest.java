package io.roadrunner.conformance.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Headers;
import io.roadrunner.http.RequestScope;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.RequestEvent;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestRejected;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.RequestMetadata;
import io.roadrunner.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What telemetry, counters and thread names say of the same requests in every way.
class SameEventsTest {
    /// What is told of [#asks()], in their order; `id` is that of the start.
    private static final List<String> TOLD =
            List.of(
                    "start GET /text?q=1",
                    "stop /text 200 BUFFERED",
                    "start POST /echo",
                    "stop /echo 200 BUFFERED",
                    "start GET /stream",
                    "stop /stream 200 STREAMING",
                    "start GET /throws",
                    "exception /throws 500",
                    "start GET /nowhere",
                    "stop null 404 BUFFERED",
                    "start DELETE /text",
                    "stop null 405 BUFFERED",
                    "start GET /text",
                    "rejected EXPECTATION_FAILED",
                    "stop /text 417 BUFFERED",
                    "start HEAD /text",
                    "stop /text 200 BUFFERED");

    private final List<String> threads = new CopyOnWriteArrayList<>();

    @TempDir Path folder;

    private Routes routes() {
        return Routes.builder()
                .get("/text", _ -> text())
                .post("/echo", request -> Responses.body(200, "x/y", request.readBody()))
                .get(
                        "/stream",
                        _ ->
                                Responses.streaming(
                                        200,
                                        Headers.empty(),
                                        push -> {
                                            push.send("abc");
                                            return Headers.of("x-end", "1");
                                        }))
                .get(
                        "/throws",
                        _ -> {
                            throw new IllegalStateException("mine");
                        })
                .build();
    }

    private Response text() {
        threads.add(Thread.currentThread().getName());
        return Responses.text(200, RequestScope.requestId().orElseThrow());
    }

    private static List<Ask> asks() {
        return List.of(
                Ask.get("/text?q=1"),
                Ask.post("/echo"),
                Ask.get("/stream"),
                Ask.get("/throws"),
                Ask.get("/nowhere"),
                Ask.of("DELETE", "/text"),
                Ask.get("/text").with("expect", "nothing"),
                Ask.of("HEAD", "/text"));
    }

    /// Each request by itself, so that their events do not mix.
    private static void askAll(WayServer server, Client client) {
        int asked = 0;
        for (Ask ask : asks()) {
            Call call = client.begin(ask);
            if (ask.hasContent()) {
                call.write("0123456789");
            }
            call.end().answer();
            asked++;
            int expected = asked;
            Await.until(
                    "the end of " + ask,
                    () ->
                            server.events(RequestStopped.class).size()
                                            + server.events(RequestFailed.class).size()
                                    == expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theEventsAreTheSameAndInTheSameOrder(Way way) {
        try (WayServer server = WayServer.start(way, folder, routes());
                Client client = server.connect()) {
            askAll(server, client);
            List<String> told = new ArrayList<>();
            String id = "";
            for (RequestEvent event : server.events(RequestEvent.class)) {
                if (event instanceof RequestStarted started) {
                    id = started.request().requestId();
                    assertTrue(id.matches("[0-9a-f]{16}"), id);
                }
                told.add(tell(event, way, id));
            }
            assertEquals(TOLD, told);
        }
    }

    private static String tell(RequestEvent event, Way way, String id) {
        return switch (event) {
            case RequestStarted started -> {
                RequestMetadata request = started.request();
                assertEquals(WayServer.NAME, request.listenerName());
                assertEquals(way.scheme(), request.scheme());
                assertNotNull(request.peer());
                yield "start " + request.method() + " " + request.target();
            }
            case RequestStopped stopped -> {
                assertEquals(id, stopped.request().requestId());
                assertTrue(stopped.measurements().bytesIn() > 0, stopped::toString);
                assertNotNull(stopped.measurements().timeToFirstByte());
                assertTrue(stopped.measurements().bytesOut() > 0, stopped::toString);
                yield "stop "
                        + stopped.route()
                        + " "
                        + stopped.status()
                        + " "
                        + stopped.responseKind();
            }
            case RequestFailed failed -> {
                assertEquals(id, failed.request().requestId());
                assertTrue(failed.measurements().bytesOut() > 0, failed::toString);
                yield "exception " + failed.route() + " " + failed.status();
            }
            case RequestRejected rejected -> {
                assertEquals(id, rejected.requestId());
                yield "rejected " + rejected.rejection();
            }
            case RequestEvent.RequestThrottled throttled -> throttled.name();
            case RequestEvent.ResponseSendFailed failed -> failed.name();
        };
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aConnectionIsToldOfOnceWithAllThatItServed(Way way) {
        try (WayServer server = WayServer.start(way, folder, routes())) {
            try (Client client = server.connect()) {
                askAll(server, client);
                assertEquals(asks().size(), server.info().requestsServed());
                assertEquals(1, server.info().activeClients());
            }
            ConnectionClosed closed = server.awaitEvents(ConnectionClosed.class, 1).getFirst();
            assertEquals(asks().size(), closed.requestsServed());
            assertEquals("peer closed", closed.cause());
            assertEquals(1, server.events(ConnectionAccepted.class).size());
            server.awaitNothingLeft();
            assertEquals(asks().size(), server.info().requestsServed());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void requestsInFlightAreCounted(Way way) throws InterruptedException {
        Pause pause = new Pause();
        Routes waiting =
                Routes.handler(_ -> {
                    pause.await();
                    return Responses.noContent();
                });
        try (WayServer server = WayServer.start(way, folder, waiting);
                Client one = server.connect();
                Client two = server.connect()) {
            Call first = one.begin(Ask.get("/"));
            Call second = two.begin(Ask.get("/"));
            pause.awaitReached(2);
            assertEquals(2, server.info().activeRequests());
            assertEquals(2, server.info().activeClients());
            pause.end();
            assertEquals(204, first.answer().status());
            assertEquals(204, second.answer().status());
            Await.until("none is left", () -> server.info().activeRequests() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void threadsAreNamedAfterListenerProtocolAndPeer(Way way) {
        try (WayServer server = WayServer.start(way, folder, routes());
                Client client = server.connect()) {
            client.begin(Ask.get("/text")).answer();
            String start = "roadrunner/ways/" + way.label() + "/127.0.0.1:";
            String name = threads.getFirst();
            assertTrue(name.startsWith(start), name);
            String rest = name.substring(start.length());
            assertTrue(rest.matches(way.isHttp2() ? "\\d+/1" : "\\d+"), name);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void eachRequestHasAnIdOfItsOwn(Way way) {
        Set<String> ids = new LinkedHashSet<>();
        try (WayServer server = WayServer.start(way, folder, routes());
                Client client = server.connect()) {
            for (int i = 0; i < 10; i++) {
                ids.add(client.begin(Ask.get("/text")).answer().content());
            }
            assertEquals(10, ids.size());
            Await.until(
                    "all ended",
                    Duration.ofSeconds(5),
                    () -> server.events(RequestStopped.class).size() == 10);
            for (RequestStarted started : server.events(RequestStarted.class)) {
                assertTrue(ids.remove(started.request().requestId()), "the same id everywhere");
            }
        }
    }
}
