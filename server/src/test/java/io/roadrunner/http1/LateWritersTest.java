package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A few threads of the system, however many ask for one.
class LateWritersTest {
    private static final int MOST = 4;

    private final LateWriters writers = new LateWriters();
    private final Semaphore running = new Semaphore(0);
    private final CountDownLatch leave = new CountDownLatch(1);

    private void write() {
        assertFalse(Thread.currentThread().isVirtual());
        running.release();
        try {
            leave.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean hasStarted(int count) throws InterruptedException {
        return running.tryAcquire(count, 10, TimeUnit.SECONDS);
    }

    @Test
    void asManyAsThereMayBeRunAndAnotherComesWhenOneHasEnded() throws InterruptedException {
        for (int i = 0; i <= MOST; i++) {
            writers.start(this::write);
        }
        assertTrue(hasStarted(MOST));
        assertEquals(0, running.availablePermits());
        leave.countDown();
        // As the reaper does, until there is a place.
        CountDownLatch another = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (another.getCount() > 0 && System.nanoTime() - end < 0) {
            writers.start(another::countDown);
            Thread.onSpinWait();
        }
        assertEquals(0, another.getCount());
        assertEquals(0, running.availablePermits(), "the one past the bound was not kept");
    }
}
