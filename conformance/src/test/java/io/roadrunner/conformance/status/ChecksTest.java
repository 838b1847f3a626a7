package io.roadrunner.conformance.status;

import static io.roadrunner.conformance.status.StatusServer.entry;
import static io.roadrunner.conformance.status.StatusServer.report;
import static io.roadrunner.conformance.status.StatusServer.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.status.Checker;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Registration;
import io.roadrunner.status.Status;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How checks run: side by side, each once at a time and for a bounded time, whatever they do.
class ChecksTest {
    private static final String LATE = "the check took too long";

    private static StatusServer impatient() {
        return StatusServer.start(options -> options.checkTimeout(Duration.ofSeconds(1)));
    }

    @Test
    void twoHundredChecksRunSideBySide() {
        try (StatusServer server = StatusServer.start()) {
            CyclicBarrier all = new CyclicBarrier(200);
            List<String> entries = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String name = "check-%03d".formatted(i);
                entries.add(entry(name, "", 200));
                server.both(
                        name,
                        () -> {
                            all.await(9, TimeUnit.SECONDS);
                            return Status.ok();
                        });
            }
            String report = report(entries.toArray(String[]::new));
            server.get("/health").expectStatus(200).expectBody(report);
            server.listen("web");
            server.get("/readyz").expectStatus(200);
        }
    }

    @Test
    void oneThatHangsDelaysAndChangesNoOther() {
        try (StatusServer server = impatient()) {
            CountDownLatch never = new CountDownLatch(1);
            AtomicBoolean interrupted = new AtomicBoolean();
            server.both("a", Status::ok);
            server.both(
                    "hangs",
                    () -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.set(true);
                            throw e;
                        }
                        return Status.ok();
                    });
            server.both("z", () -> Status.unavailable("full"));
            server.get("/health?plugin=a").expectStatus(200);
            server.get("/health")
                    .expectStatus(503)
                    .expectBody(
                            report(
                                    entry("a", "", 200),
                                    entry("hangs", LATE, 503),
                                    entry("z", "full", 503)));
            Await.until("it was interrupted", interrupted::get);
        }
    }

    @Test
    void oneThatIgnoresInterruptsHoldsOneThreadHoweverOftenItIsAsked() {
        AtomicBoolean released = new AtomicBoolean();
        AtomicInteger runs = new AtomicInteger();
        try (StatusServer server = impatient()) {
            server.both(
                    "deaf",
                    () -> {
                        runs.incrementAndGet();
                        while (!released.get()) {
                            LockSupport.parkNanos(1_000_000);
                            Thread.interrupted();
                        }
                        return Status.ok();
                    });
            String late = report(entry("deaf", LATE, 503));
            for (int i = 0; i < 50; i++) {
                server.get("/health").expectStatus(503).expectBody(late);
            }
            assertEquals(1, runs.get());
            released.set(true);
            Await.until("it is asked again", () -> server.get("/health").status() == 200);
            assertEquals(2, runs.get());
        } finally {
            released.set(true);
        }
    }

    @Test
    void whoAsksDuringARunSharesIt() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        try (StatusServer server = StatusServer.start()) {
            AtomicInteger runs = new AtomicInteger();
            AtomicInteger healthy = new AtomicInteger();
            server.both(
                    "slow",
                    () -> {
                        runs.incrementAndGet();
                        go.await();
                        return Status.ok();
                    });
            List<Thread> askers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                askers.add(Thread.ofVirtual().start(() -> ask(server, healthy)));
            }
            Await.until(
                    "all wait",
                    () ->
                            askers.stream()
                                    .allMatch(asker ->
                                            asker.getState() == Thread.State.TIMED_WAITING));
            go.countDown();
            for (Thread asker : askers) {
                asker.join();
            }
            assertEquals(100, healthy.get());
            assertEquals(1, runs.get());
        } finally {
            go.countDown();
        }
    }

    private static void ask(StatusServer server, AtomicInteger healthy) {
        try {
            if (server.plugin().health(List.of()).healthy()) {
                healthy.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDeepRecursionIsOneFailingCheck() {
        try (StatusServer server = StatusServer.start()) {
            server.both("deep", () -> deeper(new Status(1, "")));
            server.both("fine", Status::ok);
            server.get("/health")
                    .expectStatus(503)
                    .expectBody(
                            report(
                                    entry("deep", "StackOverflowError", 500),
                                    entry("fine", "", 200)));
            server.get("/health?plugin=fine").expectStatus(200);
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Status deeper(Status status) {
        return deeper(new Status(status.code() + 1, status.message() + deeper(status).message()));
    }

    @Test
    void aCheckIsRemovedWhileItIsAsked() throws InterruptedException {
        try (StatusServer server = StatusServer.start()) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Registration registration =
                    server.plugin()
                            .register(
                                    Checker.of(
                                            "leaving",
                                            () -> {
                                                begun.countDown();
                                                go.await();
                                                return Status.ok();
                                            }));
            try (Wire wire = server.connect()) {
                wire.send(request("GET", "/health"));
                assertTrue(begun.await(5, TimeUnit.SECONDS));
                registration.close();
                registration.close();
                server.get("/health").expectStatus(200).expectBody("[]");
                go.countDown();
                wire.readResponse().expectStatus(200).expectBody(report(entry("leaving", "", 200)));
            } finally {
                go.countDown();
            }
        }
    }

    @Test
    void checksComeAndGoUnderAFloodOfProbes() {
        try (StatusServer server = StatusServer.start();
                Wire wire = server.connect()) {
            AtomicBoolean stop = new AtomicBoolean();
            Thread changes = Thread.ofVirtual().start(() -> comeAndGo(server, stop));
            try {
                for (int i = 0; i < 500; i++) {
                    wire.send(request("GET", "/health"));
                    wire.readResponse().expectStatus(200);
                }
            } finally {
                stop.set(true);
            }
            Await.until("the changes have ended", () -> !changes.isAlive());
            server.get("/health").expectStatus(200).expectBody("[]");
        }
    }

    private static void comeAndGo(StatusServer server, AtomicBoolean stop) {
        while (!stop.get()) {
            try (Registration one = server.plugin().register(Checker.of("one", Status::ok));
                    Registration two = server.plugin().register(Checker.of("two", Status::ok))) {
                assertNotNull(one);
                assertNotNull(two);
                Thread.yield();
            }
        }
    }

    @Test
    void aRegistrationRemovesOnlyItsOwnCheck() {
        try (StatusServer server = StatusServer.start()) {
            Registration first = server.plugin().register(Checker.of("db", Status::ok));
            first.close();
            server.plugin().register(Checker.of("db", () -> Status.unavailable("second")));
            first.close();
            server.get("/health").expectBody(report(entry("db", "second", 503)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a,b", ",", "a\nb", "a\u0000"})
    void aNameThatCannotBeAskedForIsRefused(String name) {
        try (StatusServer server = StatusServer.start()) {
            Checker checker = Checker.of(name, Status::ok);
            Readiness readiness = Readiness.of(name, Status::ok);
            assertThrows(IllegalArgumentException.class, () -> server.plugin().register(checker));
            assertThrows(IllegalArgumentException.class, () -> server.plugin().register(readiness));
        }
    }

    @Test
    void namesAndTheirNumberAreBounded() {
        try (StatusServer server = StatusServer.start()) {
            String longest = "n".repeat(200);
            assertNotNull(server.plugin().register(Checker.of(longest, Status::ok)));
            refused(server, longest);
            refused(server, longest + "n");
            for (int i = 1; i < 1000; i++) {
                assertNotNull(server.plugin().register(Checker.of("n" + i, Status::ok)));
            }
            refused(server, "one more");
            server.get("/health?plugin=" + longest).expectStatus(200);
        }
    }

    private static void refused(StatusServer server, String name) {
        Checker checker = Checker.of(name, Status::ok);
        assertThrows(IllegalArgumentException.class, () -> server.plugin().register(checker));
    }

    @Test
    void anAnswerIsKeptForAsLongAsItWasSaid() {
        try (StatusServer server = StatusServer.start()) {
            AtomicInteger runs = new AtomicInteger();
            server.plugin()
                    .register(
                            Checker.of(
                                    "kept", () -> new Status(200, "run " + runs.incrementAndGet())),
                            Duration.ofHours(1));
            server.plugin()
                    .register(
                            Readiness.of(
                                    "fresh",
                                    () -> new Status(200, "run " + runs.incrementAndGet())));
            for (int i = 0; i < 3; i++) {
                server.get("/health").expectBody(report(entry("kept", "run 1", 200)));
            }
            server.get("/ready?plugin=fresh").expectBody(report(entry("fresh", "run 2", 200)));
            server.get("/ready?plugin=fresh").expectBody(report(entry("fresh", "run 3", 200)));
        }
    }

    @Test
    void aKeptAnswerIsAskedForAgainAfterwards() {
        try (StatusServer server = StatusServer.start()) {
            AtomicInteger runs = new AtomicInteger();
            server.plugin()
                    .register(
                            Checker.of("kept", () -> new Status(200, "" + runs.incrementAndGet())),
                            Duration.ofMillis(20));
            Await.until(
                    "it was asked again",
                    () -> server.get("/health").text().contains("\"error_message\":\"3\""));
        }
    }

    @Test
    void aTimeToKeepAnAnswerIsNotNegative() {
        try (StatusServer server = StatusServer.start()) {
            Checker checker = Checker.of("a", Status::ok);
            for (Duration cache : List.of(Duration.ofMillis(-1), Duration.ofDays(366))) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> server.plugin().register(checker, cache));
            }
        }
    }

    @Test
    void closingThePluginInterruptsWhatRuns() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (StatusServer server = StatusServer.start()) {
            server.both(
                    "hangs",
                    () -> {
                        begun.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                        return Status.ok();
                    });
            try (Wire wire = server.connect()) {
                wire.send(request("GET", "/health"));
                assertTrue(begun.await(5, TimeUnit.SECONDS));
                server.plugin().close();
                assertTrue(interrupted.await(5, TimeUnit.SECONDS));
            }
        }
    }
}
