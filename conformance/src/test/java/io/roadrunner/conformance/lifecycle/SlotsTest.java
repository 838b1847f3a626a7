package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever goes wrong, each slot comes back exactly once and each request is counted once.
class SlotsTest {
    private static final int CONNECTIONS = 10_000;

    private final Gate gate = new Gate();

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    private static Response thrown(Throwable failure) throws Exception {
        switch (failure) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            default -> throw new AssertionError(failure);
        }
    }

    /// Handlers that fail before an answer; each is owed a 500.
    private static Map<String, Handler> failing() {
        Map<String, Handler> handlers = new TreeMap<>();
        handlers.put("exception", _ -> thrown(new IllegalStateException("mine")));
        handlers.put("checked", _ -> thrown(new IOException("my disk")));
        handlers.put("error", _ -> thrown(new AssertionError("mine")));
        handlers.put("memory", _ -> thrown(new OutOfMemoryError("thrown")));
        handlers.put("stack", _ -> Responses.text(200, "" + recurse(0)));
        handlers.put("interrupted", _ -> thrown(new InterruptedException("mine")));
        handlers.put("null", new NullHandler());
        handlers.put("length", _ -> wrongLength());
        handlers.put("stream", _ -> stream(new IllegalStateException("mine")));
        handlers.put("stream-error", _ -> stream(new StackOverflowError()));
        handlers.put("stream-io", _ -> stream(new IOException("my disk")));
        return handlers;
    }

    /// What the type system cannot keep a program without null checks from doing.
    private static final class NullHandler implements Handler {
        @Override
        @SuppressWarnings("NullAway")
        public Response handle(io.roadrunner.http.Request request) {
            return null;
        }
    }

    private static Response wrongLength() {
        byte[] body = {1, 2, 3};
        return Responses.body(200, "text/plain", body, Headers.of("content-length", "4"));
    }

    private static Response stream(Throwable failure) {
        return Responses.streaming(
                200,
                Headers.empty(),
                _ -> {
                    thrown(failure);
                    return Headers.empty();
                });
    }

    static Stream<String> failures() {
        return failing().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aHandlerThatFailsIsAnsweredWith500AndTheConnectionGoesOn(String name) {
        Handler failing = failing().get(name);
        Routes routes =
                Routes.builder()
                        .get("/fail", failing)
                        .get("/", _ -> Responses.text(200, "hello"))
                        .build();
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            wire.send(get("/fail")).readResponse().expectStatus(500);
            wire.send(get("/")).readResponse().expectStatus(200);
            wire.endOutput().expectClosed();
            server.awaitNothingLeft();
            assertEquals(2, server.info().requestsServed());
            assertEquals(1, server.events(RequestFailed.class).size());
            assertEquals(1, server.events(RequestStopped.class).size());
            assertEquals(2, server.events(ConnectionClosed.class).getFirst().requestsServed());
        }
    }

    @Test
    void anAnswerThatFailsBehindAnInterimOneIsReplacedBy500() {
        Routes routes = Routes.builder().post("/", _ -> wrongLength()).build();
        try (ObservedListener server = ObservedListener.routing(routes);
                Wire wire = server.connect()) {
            wire.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                            + "Expect: 100-continue\r\n\r\n");
            wire.readInterim().expectStatus(100);
            wire.send("abc").readResponse().expectStatus(500);
            wire.endOutput().expectClosed();
            server.awaitNothingLeft();
        }
    }

    @Test
    void anAnswerThatFailsHalfwayIsCutSoThatThePeerCanTell() {
        Handler failing =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    push.send("half");
                                    throw new IllegalStateException("mine");
                                });
        try (ObservedListener server = ObservedListener.handling(failing);
                Wire wire = server.connect()) {
            wire.send(get("/")).readHead().expectStatus(200);
            wire.expectChunk("half").expectClosed();
            server.awaitNothingLeft();
            assertEquals(1, server.events(RequestFailed.class).size());
        }
    }

    @Test
    void aBodyThatLeavesAnInterruptBehindLosesNothing() {
        Handler handler =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    push.send("all");
                                    Thread.currentThread().interrupt();
                                    return Headers.empty();
                                });
        try (ObservedListener server = ObservedListener.handling(handler);
                Wire wire = server.connect()) {
            wire.send(get("/")).readResponse().expectBody("all");
            wire.send(get("/")).readResponse().expectBody("all");
        }
    }

    /// What a client does before it resets its connection.
    private enum Phase {
        CONNECTED("", false),
        HEAD("GET / HT", false),
        BODY("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc", true),
        HANDLER("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n", true),
        LARGE("GET /large HTTP/1.1\r\nHost: x\r\n\r\n", true),
        STREAM("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n", true),
        LOOP("GET /loop HTTP/1.1\r\nHost: x\r\n\r\n", true),
        FILE("GET /file HTTP/1.1\r\nHost: x\r\n\r\n", true),
        UPGRADE(
                "GET /upgrade HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n",
                true);

        private final String sent;
        private final boolean request;

        Phase(String sent, boolean request) {
            this.sent = sent;
            this.request = request;
        }
    }

    private Routes phases(Path file) {
        return Routes.builder()
                .post("/body", request -> Responses.body(200, "text/plain", request.body()))
                .get(
                        "/wait",
                        _ -> {
                            gate.pass();
                            return Responses.text(200, "late");
                        })
                .get("/large", _ -> Responses.body(200, "text/plain", new byte[32 << 20]))
                .get("/stream", _ -> Responses.streaming(200, Headers.empty(), SlotsTest::endless))
                .get(
                        "/loop",
                        _ ->
                                Responses.loop(
                                        200, Headers.empty(), 0, (_, _, state) -> Next.next(state)))
                .get("/file", request -> Responses.sendFile(request, 200, Headers.empty(), file))
                .get(
                        "/upgrade",
                        _ ->
                                Responses.upgrade(
                                        "echo",
                                        connection -> connection.read(ByteBuffer.allocate(1))))
                .build();
    }

    private static Headers endless(io.roadrunner.http.Push push) throws IOException {
        byte[] piece = new byte[8192];
        while (true) {
            push.send(piece);
        }
    }

    @Test
    void aClientThatResetsInAnyPhaseGivesItsSlotBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large");
        Files.write(file, new byte[32 << 20]);
        try (ObservedListener server = ObservedListener.routing(phases(file))) {
            int requests = 0;
            for (Phase phase : Phase.values()) {
                Wire wire = Wire.connectWithSmallReceiveBuffer(server.listener().port());
                wire.send(phase.sent);
                requests += phase.request ? 1 : 0;
                int started = requests;
                Await.until(
                        phase + " is reached",
                        () ->
                                server.info().activeClients() == 1
                                        && server.events(RequestStarted.class).size() == started);
                wire.reset();
                gate.open();
                server.awaitNothingLeft();
            }
            assertEquals(requests, server.info().requestsServed());
            assertEquals(Phase.values().length, server.events(ConnectionAccepted.class).size());
            assertEquals(Phase.values().length, server.events(ConnectionClosed.class).size());
            int ended =
                    server.events(RequestStopped.class).size()
                            + server.events(RequestFailed.class).size();
            assertEquals(requests, ended);
        }
    }

    @Test
    void aPeerThatIsLostIsNoFailureOfTheHandler() {
        Routes routes =
                Routes.builder()
                        .post("/body", _ -> Responses.text(200, "never"))
                        .get(
                                "/stream",
                                _ -> Responses.streaming(200, Headers.empty(), SlotsTest::endless))
                        .build();
        try (ObservedListener server = ObservedListener.routing(routes)) {
            for (Phase phase : List.of(Phase.BODY, Phase.STREAM)) {
                Wire wire = server.connect();
                int before = server.events(RequestStarted.class).size();
                wire.send(phase.sent);
                server.awaitEvents(RequestStarted.class, before + 1);
                wire.reset();
                server.awaitNothingLeft();
                assertEquals(List.of(), server.events(RequestFailed.class), phase.name());
            }
            assertEquals(2, server.events(RequestStopped.class).size());
        }
    }

    @Test
    void tenThousandQuickConnectionsLeaveNothing() throws InterruptedException {
        long seed = 20260101;
        try (ObservedListener server =
                ObservedListener.with(options ->
                        options.socketBacklog(1024)
                                .routes(Routes.handler(_ -> Responses.text(200, "hello"))))) {
            int threads = 8;
            CountDownLatch done = new CountDownLatch(threads);
            AtomicInteger made = new AtomicInteger();
            for (int i = 0; i < threads; i++) {
                Random random = new Random(seed + i);
                Thread.ofVirtual().start(() -> hammer(server, random, made, done));
            }
            done.await();
            assertEquals(CONNECTIONS, made.get(), "seed " + seed);
            server.awaitNothingLeft();
            Await.until(
                    "each accept has its close",
                    Duration.ofSeconds(10),
                    () ->
                            server.events(ConnectionAccepted.class).size()
                                    == server.events(ConnectionClosed.class).size());
            try (Wire wire = server.connect()) {
                wire.send(get("/")).readResponse().expectStatus(200);
            }
        }
    }

    private static void hammer(
            ObservedListener server, Random random, AtomicInteger made, CountDownLatch done) {
        try {
            while (made.getAndIncrement() < CONNECTIONS) {
                try (Wire wire = server.connect()) {
                    Phase phase = random.nextBoolean() ? Phase.CONNECTED : Phase.HEAD;
                    wire.send(phase.sent);
                    if (random.nextBoolean()) {
                        wire.reset();
                    }
                }
            }
            made.getAndDecrement();
        } finally {
            done.countDown();
        }
    }

    @Test
    void aResourceWhoseCloseFailsDisturbsNobody() {
        Handler handler =
                request -> {
                    request.closeAfterwards(() -> {
                        throw new AssertionError("mine");
                    });
                    return Responses.text(200, "hello");
                };
        try (ObservedListener server = ObservedListener.handling(handler);
                Wire wire = server.connect()) {
            wire.send(get("/")).readResponse().expectStatus(200);
            wire.send(get("/")).readResponse().expectStatus(200);
            wire.endOutput().expectClosed();
            server.awaitNothingLeft();
            assertEquals(2, server.events(RequestStopped.class).size());
            assertNotNull(server.events(RequestStarted.class).getFirst());
        }
    }
}
