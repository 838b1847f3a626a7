package io.roadrunner.conformance.http1;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Something that happens once and that another thread waits for, at most 10 s. Any thread.
final class Latch {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch latch = new CountDownLatch(1);

    void open() {
        latch.countDown();
    }

    boolean isOpen() {
        return latch.getCount() == 0;
    }

    /// Waits until it is open.
    ///
    /// @throws AssertionError when that does not happen in time
    void await() throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain for a latch");
        }
    }
}
