package io.roadrunner.conformance.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.status.ExecutorJobs;
import io.roadrunner.status.JobState;
import io.roadrunner.status.JobsChecker;
import io.roadrunner.status.JobsException;
import io.roadrunner.status.Registration;
import io.roadrunner.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `/jobs` says: all fields of all pipelines, or nothing at all.
class JobsTest {
    private static final String NOT_FOUND = "jobs plugin not found\n";

    private static JobsChecker jobs(String name, Callable<List<JobState>> states) {
        return new JobsChecker() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<JobState> jobsState() throws Exception {
                return states.call();
            }
        };
    }

    private static JobState idle(String pipeline) {
        return new JobState(pipeline, 10, true, pipeline, 0, 0, 0, "memory", "");
    }

    private static String json(String pipeline, String counts) {
        return ("{\"pipeline\":\"%s\",\"priority\":0,\"ready\":true,\"queue\":\"%s\",%s,"
                        + "\"driver\":\"memory\",\"error_message\":\"\"}")
                .formatted(pipeline, pipeline, counts);
    }

    @Test
    void everyFieldOfEveryPipelineIsShownSortedByName() {
        try (StatusServer server = StatusServer.start()) {
            JobState broken =
                    new JobState("b", 7, false, "q\"1", 1L << 40, 2, 3, "amqp", "connection lost");
            server.plugin().register(jobs("two", () -> List.of(broken)));
            server.plugin().register(jobs("one", () -> List.of(idle("c"), idle("a"))));
            String idle =
                    "{\"pipeline\":\"%1$s\",\"priority\":10,\"ready\":true,\"queue\":\"%1$s\","
                            + "\"active\":0,\"delayed\":0,\"reserved\":0,\"driver\":\"memory\","
                            + "\"error_message\":\"\"}";
            server.get("/jobs")
                    .expectStatus(200)
                    .expectHeader("content-type", "application/json")
                    .expectBody(
                            "["
                                    + idle.formatted("a")
                                    + ",{\"pipeline\":\"b\",\"priority\":7,\"ready\":false,"
                                    + "\"queue\":\"q\\\"1\",\"active\":1099511627776,\"delayed\":2,"
                                    + "\"reserved\":3,\"driver\":\"amqp\","
                                    + "\"error_message\":\"connection lost\"},"
                                    + idle.formatted("c")
                                    + "]");
            server.get("/jobs?plugin=two").expectStatus(200);
        }
    }

    @Test
    void withoutAPipelineTheListIsEmptyAndWithoutJobsNothingIsFound() {
        try (StatusServer server = StatusServer.start()) {
            server.get("/jobs")
                    .expectStatus(503)
                    .expectHeader("content-type", "text/plain; charset=utf-8")
                    .expectBody(NOT_FOUND);
            assertThrows(JobsException.class, () -> server.plugin().jobs());
            Registration registration = server.plugin().register(jobs("none", List::of));
            server.get("/jobs").expectStatus(200).expectBody("[]");
            registration.close();
            server.get("/jobs").expectStatus(503).expectBody(NOT_FOUND);
        }
    }

    @SuppressWarnings("NullAway") // what one in another language may do
    private static List<JobState> nothing() {
        return null;
    }

    static Stream<Arguments> failures() {
        Callable<List<JobState>> throwing =
                () -> {
                    throw new IllegalStateException("lost");
                };
        Callable<List<JobState>> hanging =
                () -> {
                    new CountDownLatch(1).await();
                    return List.of();
                };
        Callable<List<JobState>> nothing = JobsTest::nothing;
        return Stream.of(
                Arguments.of("throws", throwing, "bad: lost"),
                Arguments.of("returns null", nothing, "bad: returned nil"),
                Arguments.of("hangs", hanging, "bad: it took too long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void oneThatFailsMakesTheWholeAnswerFail(
            String what, Callable<List<JobState>> states, String message) {
        try (StatusServer server =
                StatusServer.start(options ->
                        options.checkTimeout(Duration.ofSeconds(1)).unavailableStatusCode(500))) {
            server.plugin().register(jobs("good", () -> List.of(idle("a"))));
            Registration bad = server.plugin().register(jobs("bad", states));
            server.get("/jobs").expectStatus(500).expectBody(NOT_FOUND);
            JobsException thrown = assertThrows(JobsException.class, () -> server.plugin().jobs());
            assertEquals(message, thrown.getMessage());
            bad.close();
            server.get("/jobs").expectStatus(200);
        }
    }

    @Test
    void anExecutorIsAPipeline() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(2);
        try (StatusServer server = StatusServer.start();
                ThreadPoolExecutor executor =
                        new ThreadPoolExecutor(
                                2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())) {
            server.plugin().register(ExecutorJobs.of("mail", executor));
            for (int i = 0; i < 5; i++) {
                executor.execute(() -> waitFor(running, go));
            }
            assertTrue(running.await(5, TimeUnit.SECONDS));
            String counts = "\"active\":5,\"delayed\":0,\"reserved\":2";
            server.get("/jobs").expectStatus(200).expectBody("[" + json("mail", counts) + "]");
            go.countDown();
            String none = "\"active\":0,\"delayed\":0,\"reserved\":0";
            Await.until(
                    "all are done",
                    () -> server.get("/jobs").text().equals("[" + json("mail", none) + "]"));
            executor.shutdown();
            String text = server.get("/jobs").text();
            assertTrue(
                    text.contains("\"ready\":false")
                            && text.contains("\"error_message\":\"the executor has shut down\""),
                    text);
        } finally {
            go.countDown();
        }
    }

    private static void waitFor(CountDownLatch running, CountDownLatch go) {
        running.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tasksThatAreToRunLaterAreDelayed() {
        try (StatusServer server = StatusServer.start();
                ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1)) {
            server.plugin().register(ExecutorJobs.of("cron", executor));
            for (int i = 0; i < 3; i++) {
                executor.schedule(() -> {}, 1, TimeUnit.HOURS);
            }
            String counts = "\"active\":0,\"delayed\":3,\"reserved\":0";
            server.get("/jobs").expectStatus(200).expectBody("[" + json("cron", counts) + "]");
            executor.shutdownNow();
        }
    }
}
