package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlotsTest {
    @Test
    void theCeilingIsReachedAndNotPassed() {
        Slots slots = new Slots(2);
        assertTrue(slots.take());
        assertTrue(slots.take());
        assertFalse(slots.take());
        assertEquals(2, slots.taken());
        slots.giveBack(1);
        assertTrue(slots.take());
    }

    @Test
    void thereAreNeverLessThanNone() {
        Slots slots = new Slots(2);
        slots.take();
        slots.giveBack(5);
        assertEquals(0, slots.taken());
    }

    @Test
    void theWaitEndsAtOnceWhenNoneIsTakenAndInTimeOtherwise() throws InterruptedException {
        Slots slots = new Slots(2);
        assertTrue(slots.awaitNoneTaken(Long.MAX_VALUE, 0));
        slots.take();
        assertFalse(slots.awaitNoneTaken(1, 0));
    }

    @Test
    @Timeout(20)
    void aSignalRightBeforeTheWaitIsNotSleptThrough() throws InterruptedException {
        Slots slots = new Slots(2);
        slots.take();
        long seen = slots.signals();
        slots.signal();
        assertFalse(slots.awaitNoneTaken(Long.MAX_VALUE, seen));
    }
}
