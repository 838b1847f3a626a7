package io.roadrunner.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IdleSignalTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final IdleSignal idle = new IdleSignal();
    private final Admission one = new Admission(0, idle, null);
    private final Admission other = new Admission(0, idle, null);

    private int inFlight() {
        return one.active() + other.active();
    }

    @Test
    void nothingIsWaitedForWhenNothingIsInFlight() throws InterruptedException {
        assertTrue(idle.await(this::inFlight, HOUR));
        assertTrue(idle.await(this::inFlight, 0));
        assertTrue(idle.await(this::inFlight, -1));
    }

    @Test
    void aTimeThatIsOverIsNotWaitedFor() throws InterruptedException {
        one.enter();
        assertFalse(idle.await(this::inFlight, 0));
        assertFalse(idle.await(this::inFlight, -1));
        assertFalse(idle.await(this::inFlight, 1_000_000));
    }

    /// The end of one counter is not the end of their sum.
    @Test
    void theLastOfAllCountersEndsTheWait() throws Exception {
        one.enter();
        other.enter();
        CountDownLatch looked = new CountDownLatch(2);
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        waiting.complete(
                                idle.await(
                                        () -> {
                                            looked.countDown();
                                            return inFlight();
                                        },
                                        HOUR));
                    } catch (InterruptedException e) {
                        waiting.completeExceptionally(e);
                    }
                });
        one.leave(true);
        while (!looked.await(1, TimeUnit.MILLISECONDS)) {
            idle.signal();
        }
        assertFalse(waiting.isDone());
        other.leave(true);
        assertTrue(waiting.get(10, TimeUnit.SECONDS));
    }

    @Test
    void anInterruptEndsTheWait() {
        one.enter();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> idle.await(this::inFlight, HOUR));
    }
}
