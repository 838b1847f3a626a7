package io.roadrunner.conformance.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.http.Disconnected;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.RateLimit;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.RequestEvent.RequestThrottled;
import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes wrong, and how it is seen, in every way: answers that cannot be completed, clients
/// that go away, limits that are reached.
class SameTroubleTest {
    private static final int MUCH = 64 << 20;

    @TempDir Path folder;

    private WayServer answering(Way way, Handler handler) {
        return WayServer.answering(way, folder, handler);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aFailureAfterTheFirstByteCutsTheAnswerVisibly(Way way) {
        Handler failing =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    push.send("one");
                                    throw new IllegalStateException("too late");
                                });
        assertCut(way, failing, "one");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anAnswerThatIsShorterThanItsLengthIsCutVisibly(Way way) {
        Handler lying =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.of("content-length", "9"),
                                push -> {
                                    push.send("one");
                                    return Headers.empty();
                                });
        assertCut(way, lying, "one");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aLoopThatFailsIsCutVisibly(Way way) {
        Handler failing =
                request -> {
                    request.mailbox().send("one");
                    request.mailbox().send("two");
                    return Responses.loop(
                            200,
                            Headers.empty(),
                            "",
                            (message, push, state) -> {
                                if (message.equals("two")) {
                                    throw new IllegalStateException("too late");
                                }
                                push.send(message.toString());
                                return Next.next(state);
                            });
                };
        assertCut(way, failing, "one");
    }

    private void assertCut(Way way, Handler handler, String before) {
        try (WayServer server = answering(way, handler)) {
            try (Client client = server.connect()) {
                Call call = client.begin(Ask.get("/"));
                assertEquals(200, call.readHead().status());
                assertEquals(before, call.readContent(before.length()));
                CutOffException cut = assertThrows(CutOffException.class, call::readPiece);
                if (way.isHttp2()) {
                    assertEquals("INTERNAL_ERROR", cut.getMessage());
                }
            }
            RequestFailed failed = server.awaitEvents(RequestFailed.class, 1).getFirst();
            assertEquals(200, failed.status());
            assertEquals(0, server.events(RequestStopped.class).size());
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whoGoesAwayIsNoticedWhileTheHandlerRuns(Way way) {
        for (boolean whole : List.of(true, false)) {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gone = new CountDownLatch(1);
            Handler waiting =
                    request -> {
                        request.onDisconnect(gone::countDown);
                        running.countDown();
                        assertTrue(gone.await(20, TimeUnit.SECONDS), "told");
                        return Responses.noContent();
                    };
            try (WayServer server = answering(way, waiting)) {
                try (Client client = server.connect()) {
                    Call call = client.begin(Ask.get("/"));
                    await(running);
                    leave(client, call, whole);
                    await(gone);
                }
                server.awaitEvents(RequestStopped.class, 1);
                server.awaitNothingLeft();
            }
        }
    }

    private static void leave(Client client, Call call, boolean whole) {
        if (whole) {
            client.reset();
        } else {
            call.cancel();
        }
    }

    private static void await(CountDownLatch latch) {
        Await.until("it happened", Duration.ofSeconds(10), () -> latch.getCount() == 0);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whoGoesAwayIsNoticedWhileAStreamIsSent(Way way) {
        for (boolean whole : List.of(true, false)) {
            CompletableFuture<IOException> seen = new CompletableFuture<>();
            Handler endless =
                    _ ->
                            Responses.streaming(
                                    200,
                                    Headers.empty(),
                                    push -> {
                                        try {
                                            for (int sent = 0; sent < MUCH; sent += 16_384) {
                                                push.send(new byte[16_384]);
                                            }
                                        } catch (IOException e) {
                                            seen.complete(e);
                                            throw e;
                                        }
                                        return Headers.empty();
                                    });
            try (WayServer server = answering(way, endless)) {
                try (Client client = server.connect()) {
                    Call call = client.begin(Ask.get("/"));
                    call.readHead();
                    call.readPiece();
                    leave(client, call, whole);
                    assertNotNull(seen.orTimeout(10, TimeUnit.SECONDS).join());
                }
                server.awaitNothingLeft();
                assertEquals(1, server.events(RequestStarted.class).size());
                int ends =
                        server.events(RequestStopped.class).size()
                                + server.events(RequestFailed.class).size();
                assertEquals(1, ends);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aLoopIsToldThatItsClientHasGone(Way way) {
        for (boolean whole : List.of(true, false)) {
            List<Object> received = new CopyOnWriteArrayList<>();
            Handler loop =
                    request -> {
                        request.mailbox().send("hello");
                        return Responses.loop(
                                200,
                                Headers.empty(),
                                "",
                                (message, push, state) -> {
                                    received.add(message);
                                    if (message instanceof Disconnected) {
                                        return Next.stop();
                                    }
                                    push.send(message.toString());
                                    return Next.next(state);
                                });
                    };
            try (WayServer server = answering(way, loop)) {
                try (Client client = server.connect()) {
                    Call call = client.begin(Ask.get("/"));
                    call.readHead();
                    assertEquals("hello", call.readContent(5));
                    leave(client, call, whole);
                    Await.until("it is told", () -> received.size() == 2);
                }
                assertTrue(received.get(1) instanceof Disconnected, received::toString);
                server.awaitNothingLeft();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void oneRequestTooManyIsTurnedAwayAndServedLater(Way way) throws InterruptedException {
        Pause pause = new Pause();
        Handler waiting =
                request -> {
                    if (request.path().equals("/wait")) {
                        pause.await();
                    }
                    return Responses.text(200, "served");
                };
        try (WayServer server =
                        WayServer.start(
                                way,
                                folder,
                                options ->
                                        options.routes(Routes.handler(waiting))
                                                .maxConcurrentRequests(1));
                Client one = server.connect();
                Client two = server.connect()) {
            Call first = one.begin(Ask.get("/wait"));
            pause.awaitReached(1);
            Call refused = two.begin(Ask.get("/"));
            if (way.isHttp2()) {
                CutOffException cut = assertThrows(CutOffException.class, refused::answer);
                assertEquals("REFUSED_STREAM", cut.getMessage());
            } else {
                assertEquals(503, refused.answer().status());
            }
            RequestThrottled told = server.awaitEvents(RequestThrottled.class, 1).getFirst();
            RequestStopped end = server.awaitEvents(RequestStopped.class, 1).getFirst();
            assertEquals(told.request(), end.request());
            assertEquals(1, server.info().throttled());
            pause.end();
            first.answer().expect(200, "served");
            Await.until("the place is free", () -> server.info().activeRequests() == 0);
            assertEquals(200, server.answerTo(Ask.get("/")).status());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRateThatIsTooHighIsRefusedAndTheConnectionStays(Way way) {
        try (WayServer server =
                        WayServer.start(
                                way,
                                folder,
                                options ->
                                        options.routes(Routes.handler(_ -> Responses.noContent()))
                                                .bodyBuffering(BodyBuffering.MANUAL)
                                                .middlewares(
                                                        RateLimit.of(2, Duration.ofHours(1))));
                Client client = server.connect()) {
            assertEquals(204, client.begin(Ask.get("/")).answer().status());
            assertEquals(204, client.begin(Ask.get("/")).answer().status());
            Answer refused = client.begin(Ask.get("/")).answer();
            assertEquals(429, refused.status());
            assertNotNull(refused.field("retry-after"));
            assertEquals(429, client.begin(Ask.get("/")).answer().status());
            assertEquals(2, server.info().rateLimited());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void middlewaresSeeEachAnswerOnceAndMayChangeIt(Way way) {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Middleware watching =
                (request, next) -> {
                    Response response = next.handle(request);
                    seen.add(response.status());
                    return response;
                };
        Routes routes =
                Routes.builder()
                        .get("/", _ -> Responses.text(200, "hello"))
                        .get(
                                "/throws",
                                _ -> {
                                    throw new IllegalStateException("mine");
                                })
                        .build();
        try (WayServer server =
                        WayServer.start(
                                way,
                                folder,
                                options -> options.routes(routes).middlewares(watching));
                Client client = server.connect()) {
            for (String path : List.of("/", "/throws", "/nowhere")) {
                client.begin(Ask.get(path)).answer();
            }
            client.begin(Ask.get("/").with("expect", "wonders")).answer();
            assertEquals(List.of(200, 500, 404, 417), seen);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aHeadThatIsTooLongIsRefused(Way way) {
        try (WayServer server = answering(way, _ -> Responses.noContent());
                Client client = server.connect()) {
            Ask ask = Ask.get("/");
            for (int i = 0; i < 1000; i++) {
                ask = ask.with("x-" + i, "a");
            }
            assertEquals(431, client.begin(ask).answer().status());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aHandlerSeesWhoAsksAndHow(Way way) {
        try (WayServer server = answering(way, SameTroubleTest::facts);
                Client client = server.connect()) {
            String version = way.isHttp2() ? "HTTP/2.0" : "HTTP/1.1";
            String facts = "GET /a%20b q=%41 " + version + " " + way.scheme() + " a true [] false";
            client.begin(Ask.get("/a%20b?q=%41")).answer().expect(200, facts);
        }
    }

    private static Response facts(Request request) {
        InetSocketAddress peer = request.peer();
        boolean local = peer != null && peer.getAddress().equals(InetAddress.getLoopbackAddress());
        String line = request.method() + " " + request.path() + " " + request.query();
        String how = request.version() + " " + request.scheme() + " " + request.host();
        String who = local + " " + request.peerCertificates() + " " + request.hasBody();
        return Responses.text(200, line + " " + how + " " + who);
    }
}
