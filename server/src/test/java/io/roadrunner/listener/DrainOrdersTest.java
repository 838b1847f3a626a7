package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainOrdersTest {
    private static final Deadline LATE = deadline(200);
    private static final Deadline EARLY = deadline(100);

    private final DrainOrders orders = new DrainOrders(LATE);

    private static Deadline deadline(long nanos) {
        return new Deadline(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    @Test
    void anEarlierDeadlineIsToldAtTheStageThatWasReached() {
        orders.begin(Drain.Stage.LAME_DUCK);
        assertEquals(new Drain(LATE, Drain.Stage.CLOSING), orders.begin(Drain.Stage.CLOSING));
        assertEquals(new Drain(EARLY, Drain.Stage.CLOSING), orders.bringForward(EARLY));
        assertEquals(EARLY, orders.deadline());
    }

    @Test
    void beforeTheFirstStageThereIsNothingToTellButTheStageTellsIt() {
        assertNull(orders.bringForward(EARLY));
        assertEquals(new Drain(EARLY, Drain.Stage.CLOSING), orders.begin(Drain.Stage.CLOSING));
    }

    @Test
    void aLaterDeadlineOrTheSameIsIgnored() {
        orders.begin(Drain.Stage.CLOSING);
        assertNull(orders.bringForward(LATE));
        assertNull(orders.bringForward(deadline(201)));
        assertEquals(LATE, orders.deadline());
    }

    @Test
    void aPauseEndsWhenTheDeadlineComesNearer() throws Exception {
        SystemClock clock = new SystemClock();
        DrainOrders far = new DrainOrders(Deadline.in(Duration.ofMinutes(5), clock));
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        far.pause(clock.nanoTime() + Duration.ofMinutes(4).toNanos(), clock);
                        ended.complete(null);
                    } catch (InterruptedException e) {
                        ended.completeExceptionally(e);
                    }
                });
        far.bringForward(Deadline.in(Duration.ZERO, clock));
        ended.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aPauseEndsAtItsMoment() throws InterruptedException {
        SystemClock clock = new SystemClock();
        DrainOrders far = new DrainOrders(Deadline.in(Duration.ofMinutes(5), clock));
        far.pause(clock.nanoTime(), clock);
    }
}
