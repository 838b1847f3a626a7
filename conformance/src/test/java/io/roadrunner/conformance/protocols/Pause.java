package io.roadrunner.conformance.protocols;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A place in handlers where they wait until the test lets them go on. Any thread.
final class Pause {
    private static final long SECONDS = 20;

    private final Semaphore reached = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);

    /// For a handler: says that it is here and waits.
    ///
    /// @throws InterruptedException when the server interrupts it
    void await() throws InterruptedException {
        reached.release();
        if (!end.await(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody ended the pause");
        }
    }

    /// For the test: waits until so many more handlers have come.
    void awaitReached(int handlers) throws InterruptedException {
        if (!reached.tryAcquire(handlers, SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + reached.availablePermits() + " came");
        }
    }

    /// For the test: lets all go on.
    void end() {
        end.countDown();
    }
}
