package io.roadrunner.conformance.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.status.Readiness;
import io.roadrunner.status.Status;
import io.roadrunner.status.SystemChecks;
import io.roadrunner.testkit.Await;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks that are ready-made.
class SystemChecksTest {
    @TempDir private Path folder;

    @Test
    void aFolderHasItsBytesFreeOrNot() throws Exception {
        assertEquals(Status.ok(), SystemChecks.diskSpace(folder, 0).call());
        assertEquals(Status.ok(), SystemChecks.diskSpace(folder, 1).call());
        Status full = SystemChecks.diskSpace(folder, Long.MAX_VALUE).call();
        assertEquals(503, full.code());
        assertTrue(full.message().endsWith("bytes are free, less than " + Long.MAX_VALUE));
    }

    @Test
    void aFolderThatIsNotThereIsAFailure() {
        try (StatusServer server = StatusServer.start()) {
            Path missing = folder.resolve("missing");
            server.plugin().register(Readiness.of("disk", SystemChecks.diskSpace(missing, 1)));
            String text = server.get("/ready?plugin=disk").expectStatus(503).text();
            assertTrue(text.contains("missing") && text.contains(":500}"), text);
        }
    }

    @Test
    void whatIsAliveOnTheHeapCounts() throws Exception {
        assertEquals(Status.ok(), SystemChecks.heap(100).call());
        byte[] held = new byte[(int) Math.min(1 << 28, Runtime.getRuntime().maxMemory() / 4)];
        Callable<Status> check = SystemChecks.heap(1);
        System.gc();
        Status status = check.call();
        assertFalse(status.isHealthy(), () -> status + " with " + held.length + " bytes");
        assertTrue(status.message().endsWith(" % of the heap are in use"), status.message());
    }

    @Test
    void aPoolIsSaturatedWhenAllAreBusyAndMoreThanSoManyWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())) {
            Callable<Status> check = SystemChecks.threadPool(executor, 1);
            assertEquals(Status.ok(), check.call());
            executor.submit(() -> go.await(10, TimeUnit.SECONDS));
            Await.until("it runs", () -> executor.getActiveCount() == 1);
            executor.submit(() -> true);
            assertEquals(Status.ok(), check.call());
            executor.submit(() -> true);
            assertEquals(Status.unavailable("every thread is busy and 2 tasks wait"), check.call());
            go.countDown();
            Await.until("all are done", () -> executor.getCompletedTaskCount() == 3);
            assertEquals(Status.ok(), check.call());
            executor.shutdown();
            assertEquals(Status.unavailable("the executor has shut down"), check.call());
        } finally {
            go.countDown();
        }
    }

    @Test
    void boundsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SystemChecks.diskSpace(folder, -1));
        assertThrows(IllegalArgumentException.class, () -> SystemChecks.heap(0));
        assertThrows(IllegalArgumentException.class, () -> SystemChecks.heap(101));
        try (ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())) {
            assertThrows(
                    IllegalArgumentException.class, () -> SystemChecks.threadPool(executor, -1));
        }
    }
}
