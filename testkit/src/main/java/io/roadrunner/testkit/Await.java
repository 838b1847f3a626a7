package io.roadrunner.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that another thread or process brings about. Stateless; any thread.
public final class Await {
    /// How long to wait unless told otherwise: 5 s.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Await() {}

    /// Waits at most 5 s until a condition holds.
    ///
    /// @param what the condition in words, for the failure: `the slot is free`
    /// @param condition asked every 2 ms in this thread
    /// @throws AssertionError when it does not hold in time
    public static void until(String what, BooleanSupplier condition) {
        until(what, DEFAULT_TIMEOUT, condition);
    }

    /// Waits until a condition holds. It is asked at least once, and once more at the deadline.
    ///
    /// @param what the condition in words, for the failure: `the slot is free`
    /// @param timeout how long to wait; zero asks once
    /// @param condition asked every 2 ms in this thread
    /// @throws AssertionError when it does not hold in time, or the thread is interrupted
    public static void until(String what, Duration timeout, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting until " + what);
            }
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(
                        "waited %d ms in vain until %s".formatted(timeout.toMillis(), what));
            }
            LockSupport.parkNanos(Math.min(left, BETWEEN_LOOKS_NANOS));
        }
    }
}
