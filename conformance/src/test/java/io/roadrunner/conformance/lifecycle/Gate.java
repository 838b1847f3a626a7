package io.roadrunner.conformance.lifecycle;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A place in a handler where it waits until the test lets it go on. Any thread; once.
final class Gate {
    private static final long SECONDS = 10;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /// For the handler: says that it is here and waits.
    ///
    /// @throws InterruptedException when the server interrupts it
    void pass() throws InterruptedException {
        reached.countDown();
        if (!opened.await(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody opened the gate");
        }
    }

    /// For the handler: says that it is here and stays, whatever interrupts it.
    void passStubbornly() {
        boolean interrupted = false;
        while (true) {
            try {
                pass();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// For the test: waits until the handler is here.
    void awaitReached() {
        try {
            if (!reached.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came to the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at the gate", e);
        }
    }

    /// For the test: lets the handler go on.
    void open() {
        opened.countDown();
    }
}
