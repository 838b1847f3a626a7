package io.roadrunner.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void aConditionThatComesTrueEndsTheWait() {
        AtomicInteger looks = new AtomicInteger();
        Await.until("the third look", () -> looks.incrementAndGet() == 3);
        assertEquals(3, looks.get());
    }

    @Test
    void aConditionIsAskedOnceEvenWithoutTime() {
        Await.until("it is so", Duration.ZERO, () -> true);
    }

    @Test
    void theDeadlineNamesTheCondition() {
        AssertionError error =
                assertThrows(
                        AssertionError.class,
                        () -> Await.until("pigs fly", Duration.ofMillis(20), () -> false));
        assertEquals("waited 20 ms in vain until pigs fly", error.getMessage());
    }

    @Test
    void anInterruptedWaitFails() {
        Thread.currentThread().interrupt();
        assertThrows(AssertionError.class, () -> Await.until("never", () -> false));
        assertTrue(Thread.interrupted());
    }
}
