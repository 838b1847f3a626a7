package io.roadrunner.conformance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.browser.Watcher.Event;
import io.roadrunner.routing.Routes;
import io.roadrunner.status.Checker;
import io.roadrunner.status.JobState;
import io.roadrunner.status.JobsChecker;
import io.roadrunner.status.Registration;
import io.roadrunner.status.Status;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The feed of the status page and what it costs, as a client on the wire sees it.
class StatusFeedTest {
    private static final String GET = "GET %s HTTP/1.1\r\nhost: a\r\n\r\n";
    private static final int MOST = 32;

    private final ObservedProgram program = new ObservedProgram();

    @AfterEach
    void closeProgram() {
        program.close();
    }

    private Watcher watch() throws Exception {
        return new Watcher(program.url("/feed"));
    }

    private WireResponse get(String path) {
        try (Wire wire = program.connect()) {
            return wire.send(GET.formatted(path)).readResponse();
        }
    }

    private static String text(WireResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private boolean isMeasured() {
        return program.roadrunner().telemetry().wants(RequestStopped.class);
    }

    @Test
    void everythingComesFirstAndThenWhatHasChanged() throws Exception {
        program.ask("/", 5);
        try (Watcher watcher = watch()) {
            Event first = watcher.next();
            assertEquals("snapshot", first.name());
            assertEquals("5", first.value("requests"));
            assertTrue(first.has("\"name\":\"web\"") && first.has("\"phase\":\"accepting\""));
            assertTrue(first.has("\"health\":[") && first.has("\"process\":{"));
            Event second = watcher.next();
            assertEquals("update", second.name());
            assertEquals(1, second.samples());
            assertFalse(second.has("\"health\":") || second.has("\"process\":"));
        }
    }

    @Test
    void ratesAndLatenciesAreOfTheRequestsOfTheListeners() throws Exception {
        try (Watcher watcher = watch()) {
            watcher.next();
            program.ask("/crash", 30);
            Event event = watcher.nextWith("\"latency_us\":{");
            assertTrue(Double.parseDouble(event.value("p50")) > 0);
            assertTrue(Double.parseDouble(event.value("errors")) > 20, event.data());
            assertTrue(event.has("\"requests\":30,"), event.data());
        }
    }

    @Test
    void nothingIsMeasuredUnlessSomebodyWatches() throws Exception {
        assertFalse(isMeasured());
        get("/");
        get("/snapshot");
        assertFalse(isMeasured());
        for (int i = 0; i < 3; i++) {
            try (Watcher first = watch();
                    Watcher second = watch()) {
                first.next();
                second.next();
                Await.until("requests are measured", this::isMeasured);
            }
            Await.until("they are not any more", () -> !isMeasured());
        }
    }

    @Test
    void whoComesLaterSeesTheCurveFromItsBegin() throws Exception {
        try (Watcher first = watch()) {
            assertEquals(0, first.next().samples());
            first.next();
            first.next();
            try (Watcher second = watch()) {
                assertTrue(second.next().samples() >= 2);
            }
        }
    }

    @Test
    void tenWatchAndOneThatDoesNotReadMissesNothing() throws Exception {
        List<Watcher> watchers = new ArrayList<>();
        try (Wire slow = Wire.connectWithSmallReceiveBuffer(program.status().port())) {
            slow.send(GET.formatted("/feed")).readHead();
            for (int i = 0; i < 10; i++) {
                watchers.add(watch());
            }
            for (Watcher watcher : watchers) {
                assertEquals("snapshot", watcher.next().name());
                for (int i = 0; i < 3; i++) {
                    assertEquals("update", watcher.next().name());
                }
            }
            int samples = 0;
            for (int chunks = 0; samples < 3; chunks++) {
                assertTrue(chunks < 10, "chunks without samples");
                String read = new String(slow.readChunk(), StandardCharsets.UTF_8);
                samples += read.split("\"latency_us\"", -1).length - 1;
            }
        } finally {
            watchers.forEach(Watcher::close);
        }
    }

    @Test
    void oneTooManyIsRefusedUntilAnotherHasGone() throws Exception {
        List<Wire> watchers = new ArrayList<>();
        try {
            for (int i = 0; i < MOST; i++) {
                Wire wire = program.connect();
                watchers.add(wire);
                wire.send(GET.formatted("/feed")).readHead().expectStatus(200);
            }
            get("/feed").expectStatus(503).expectHeader("retry-after", "5");
            get("/snapshot").expectStatus(200);
            watchers.getFirst().close();
            Await.until("there is room", () -> isLetIn());
        } finally {
            watchers.forEach(Wire::close);
        }
        Await.until("nobody is left", () -> !isMeasured());
    }

    private boolean isLetIn() {
        try (Wire wire = program.connect()) {
            return wire.send(GET.formatted("/feed")).readHead().status() == 200;
        }
    }

    @Test
    void watchersThatComeAndGoLeaveNothingBehind() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            Wire wire = program.connect();
            wire.send(GET.formatted("/feed"));
            if (random.nextBoolean()) {
                wire.readHead().expectStatus(200);
            }
            if (random.nextBoolean()) {
                wire.reset();
            }
            wire.close();
        }
        Await.until("nobody is left, seed " + seed, () -> !isMeasured());
        Await.until("there is room", () -> isLetIn());
    }

    @Test
    void aCheckThatHangsKeepsNothingElseFromWatchers() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Checker slow =
                Checker.of(
                        "slow",
                        () -> {
                            hangs.await();
                            return new Status(200, "at last");
                        });
        try (Registration _ = program.status().register(slow);
                Watcher watcher = watch()) {
            assertEquals("false", watcher.next().value("checks_known"));
            assertEquals(1, watcher.next().samples());
            assertTrue(text(get("/")).contains("The checks have not answered yet."));
            hangs.countDown();
            assertEquals("true", watcher.nextWith("at last").value("checks_known"));
        }
    }

    @Test
    void aDrainIsToldMoreOften() throws Exception {
        try (Watcher watcher = watch();
                Wire _ = program.hold("one")) {
            watcher.next();
            program.listener().drain(Duration.ofSeconds(2));
            Event running = watcher.nextWith("\"outcome\":\"RUNNING\"");
            assertEquals("1", running.value("connections_at_start"));
            int told = 0;
            Event event = watcher.next();
            while (!event.has("\"ended\"")) {
                told++;
                event = watcher.next();
            }
            assertTrue(told >= 4, "only " + told);
            assertTrue(event.has("\"outcome\":\"TIMED_OUT\"") && event.has("/hold/:name"));
            assertTrue(event.has("\"drains\":[]"), event.data());
        }
    }

    @Test
    void wordsWithoutEndAreCut() throws Exception {
        Checker chatty = Checker.of("chatty", () -> Status.unavailable("x".repeat(1_000_000)));
        try (Registration _ = program.status().register(chatty)) {
            assertTrue(text(get("/snapshot")).length() < 10_000);
            assertTrue(text(get("/")).length() < 20_000);
        }
    }

    @Test
    void theFeedEndsWithTheStatus() throws Exception {
        try (Watcher watcher = watch()) {
            watcher.next();
            program.endStatus();
            watcher.awaitEnd();
            Await.until("requests are not measured any more", () -> !isMeasured());
        }
    }

    @Test
    void theServerWritesTheTablesForABrowserWithoutScripts() throws Exception {
        JobsChecker jobs =
                new JobsChecker() {
                    @Override
                    public String name() {
                        return "jobs";
                    }

                    @Override
                    public List<JobState> jobsState() {
                        return List.of(
                                new JobState("a<b", 1, true, "q", 1250, 3, 4, "memory", "\"&'"));
                    }
                };
        program.ask("/", 700);
        program.ask("/", 534);
        try (Registration _ = program.status().register(jobs);
                Registration _ =
                        program.status()
                                .register(
                                        Checker.of("<i>", () -> Status.unavailable("<script>x")))) {
            WireResponse response = get("/");
            response.expectStatus(200).expectHeader("content-type", "text/html; charset=utf-8");
            String policy = String.valueOf(response.header("content-security-policy"));
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
            assertFalse(policy.contains("unsafe"));
            String page = text(response);
            assertTrue(page.contains("<td class=\"number\">1,234</td>"), page);
            assertTrue(page.contains("&lt;script&gt;x") && page.contains("&lt;i&gt;"));
            assertTrue(page.contains("a&lt;b") && page.contains("&quot;&amp;&#39;"));
            assertTrue(page.contains("<noscript><meta http-equiv=\"refresh\""));
            assertFalse(page.contains("<script>") || page.contains("{{"));
            assertFalse(page.contains(" style=") || page.contains(" onclick="));
        }
    }

    @Test
    void aDrainWithoutADeadlineHasNone() throws Exception {
        try (Watcher watcher = watch();
                Wire _ = program.hold("one")) {
            watcher.next();
            Thread drain = Thread.ofVirtual().start(() -> drainWithoutDeadline());
            Event running = watcher.nextWith("\"outcome\":\"RUNNING\"");
            assertEquals("null", running.value("deadline"));
            assertTrue(text(get("/")).contains("no deadline"));
            program.release();
            drain.join();
            assertTrue(watcher.nextWith("\"outcome\":\"DRAINED\"").has("\"stragglers\":0"));
        }
    }

    private void drainWithoutDeadline() {
        try {
            program.listener().drain(DrainOptions.standard().withTimeout(DrainOptions.FOREVER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Its parts are found from wherever it is, whatever its own address ends with.
    @Test
    void anotherListenerServesItToo() {
        Routes routes =
                Routes.builder()
                        .group(
                                "/ops",
                                List.of(),
                                group -> program.status().routes().routes().forEach(group::route))
                        .build();
        try (TestServer server = TestServer.start(routes);
                Wire wire = server.connect()) {
            WireResponse page = wire.send(GET.formatted("/ops/")).readResponse();
            page.expectStatus(200);
            assertTrue(text(page).contains("src=\"./page.js\""), text(page));
            wire.send(GET.formatted("/ops/page.js")).readResponse().expectStatus(200);
            wire.send(GET.formatted("/ops/feed")).readHead().expectStatus(200);
        }
    }
}
