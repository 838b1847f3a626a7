package io.roadrunner.conformance.status;

import static io.roadrunner.conformance.status.StatusServer.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.status.DrainState;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The status listener is none of the application's: it answers while they drain, and it does not
/// let slow or hostile clients keep others from their answers.
class ProbesDuringDrainTest {
    private static final int PROBES = 1000;
    private static final List<String> PATHS = List.of("/readyz", "/livez", "/health", "/ready");

    @TempDir private Path folder;

    private static CompletableFuture<DrainResult> drain(Listener listener) {
        CompletableFuture<DrainResult> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(
                                listener.drain(
                                        DrainOptions.standard()
                                                .withTimeout(Duration.ofSeconds(60))));
                    } catch (InterruptedException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    private static Routes slow(CountDownLatch begun, CountDownLatch go) {
        return Routes.handler(_ -> {
            begun.countDown();
            go.await(60, TimeUnit.SECONDS);
            return Responses.text(200, "done");
        });
    }

    @Test
    void aThousandProbesDuringADrainAreAllAnsweredAndSayWhatIsTheCase() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (StatusServer server = StatusServer.start()) {
            Listener web = server.listen("web", options -> options.routes(slow(begun, go)));
            try (Wire client = Wire.connect(web.port())) {
                client.send(request("GET", "/"));
                assertTrue(begun.await(5, TimeUnit.SECONDS));
                CompletableFuture<DrainResult> drain = drain(web);
                Await.until("it drains", () -> web.status() == ListenerStatus.DRAINING);
                List<Thread> probers = new ArrayList<>();
                int[] answered = new int[10];
                for (int i = 0; i < answered.length; i++) {
                    int prober = i;
                    probers.add(
                            Thread.ofVirtual()
                                    .start(() -> answered[prober] = probe(server, PROBES / 10)));
                }
                for (Thread prober : probers) {
                    prober.join(Duration.ofSeconds(60));
                }
                int sum = 0;
                for (int some : answered) {
                    sum += some;
                }
                assertEquals(PROBES, sum);
                assertEquals(ListenerStatus.DRAINING, web.status());
                go.countDown();
                client.readResponse().expectStatus(200).expectBody("done");
                assertInstanceOf(DrainResult.Drained.class, drain.get(10, TimeUnit.SECONDS));
                server.get("/readyz").expectStatus(503);
                server.get("/livez").expectStatus(200);
            } finally {
                go.countDown();
            }
        }
    }

    private static int probe(StatusServer server, int times) {
        int answered = 0;
        try (Wire wire = server.connect()) {
            for (int i = 0; i < times; i++) {
                String path = PATHS.get(i % PATHS.size());
                boolean alive = path.equals("/livez") || path.equals("/health");
                wire.send(request("GET", path));
                if (wire.readResponse().status() == (alive ? 200 : 503)) {
                    answered++;
                }
            }
        }
        return answered;
    }

    @Test
    void aDrainIsShownWhileItRunsAndAfterwards() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (StatusServer server = StatusServer.start()) {
            Listener web = server.listen("web", options -> options.routes(slow(begun, go)));
            try (Wire client = Wire.connect(web.port())) {
                client.send(request("GET", "/"));
                assertTrue(begun.await(5, TimeUnit.SECONDS));
                CompletableFuture<DrainResult> drain = drain(web);
                Await.until("a drain is known", () -> !server.plugin().drains().isEmpty());
                DrainState state = server.plugin().drains().getFirst();
                assertEquals("web", state.listener());
                assertEquals(DrainState.Phase.RUNNING, state.phase());
                assertEquals(1, state.requests());
                go.countDown();
                client.readResponse().expectStatus(200);
                client.expectClosed();
                drain.get(10, TimeUnit.SECONDS);
                Await.until(
                        "its end is known",
                        () ->
                                server.plugin().drains().getFirst().phase()
                                        == DrainState.Phase.DRAINED);
                assertEquals(1, server.plugin().drains().size());
            } finally {
                go.countDown();
            }
        }
    }

    @Test
    void onlyTheLastSixtyFourDrainsAreRemembered() throws InterruptedException {
        try (StatusServer server = StatusServer.start()) {
            for (int i = 0; i < 70; i++) {
                server.listen("l" + i).drain(Duration.ZERO);
            }
            List<DrainState> drains = server.plugin().drains();
            assertEquals(64, drains.size());
            assertEquals("l6", drains.getFirst().listener());
            assertEquals("l69", drains.getLast().listener());
        }
    }

    @Test
    void aListenerOnAUnixSocketIsCheckedToo() throws InterruptedException {
        try (StatusServer server = StatusServer.start()) {
            Path socket = folder.resolve("web.sock");
            Listener web =
                    server.listen("web", options -> options.address(ListenAddress.unix(socket)));
            server.get("/ready?plugin=web").expectStatus(200);
            web.drain(Duration.ZERO);
            server.get("/ready").expectStatus(503);
            server.get("/livez").expectStatus(200);
        }
    }

    @Test
    void slowClientsDoNotKeepOthersWaiting() {
        List<Wire> slow = new ArrayList<>();
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            for (int i = 0; i < 400; i++) {
                Wire wire = server.connect();
                slow.add(wire);
                wire.send(i % 2 == 0 ? "GET /readyz HTTP/1.1\r\nhost:" : "PRI * HT");
            }
            for (int i = 0; i < 20; i++) {
                server.get("/readyz").expectStatus(200);
            }
        } finally {
            slow.forEach(Wire::close);
        }
    }

    @Test
    void aHangingCheckDoesNotKeepOthersWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        List<Wire> waiting = new ArrayList<>();
        try (StatusServer server = StatusServer.start()) {
            server.both(
                    "hangs",
                    () -> {
                        never.await();
                        return io.roadrunner.status.Status.ok();
                    });
            server.both("fine", io.roadrunner.status.Status::ok);
            for (int i = 0; i < 200; i++) {
                Wire wire = server.connect();
                waiting.add(wire);
                wire.send(request("GET", "/health"));
            }
            for (int i = 0; i < 20; i++) {
                server.get("/health?plugin=fine").expectStatus(200);
            }
        } finally {
            never.countDown();
            waiting.forEach(Wire::close);
        }
    }

    @Test
    void aHeadThatIsTooLongAndAnOversizedBodyAreRefused() {
        try (StatusServer server = StatusServer.start()) {
            try (Wire wire = server.connect()) {
                wire.send("GET /livez HTTP/1.1\r\nhost: a\r\nx: " + "x".repeat(9000) + "\r\n\r\n");
                wire.readResponse().expectStatus(431);
            }
            try (Wire wire = server.connect()) {
                wire.send("POST /livez HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999\r\n\r\n");
                assertTrue(List.of(405, 413).contains(wire.readResponse().status()));
            }
            server.get("/livez").expectStatus(200);
        }
    }

    @Test
    void thePluginClosesWhileClientsHoldTheirConnections() {
        List<Wire> idle = new ArrayList<>();
        try (StatusServer server = StatusServer.start()) {
            for (int i = 0; i < 50; i++) {
                Wire wire = server.connect();
                idle.add(wire);
                wire.send(request("GET", "/livez"));
                wire.readResponse().expectStatus(200);
            }
            server.plugin().close();
            server.plugin().close();
            idle.forEach(Wire::expectClosed);
        } finally {
            idle.forEach(Wire::close);
        }
    }
}
