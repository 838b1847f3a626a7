package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotReconcilerTest {
    private final SlotReconciler reconciler = new SlotReconciler();

    @Test
    void anOrphanIsReleasedAtTheSecondTickAndNotAgain() {
        assertEquals(0, reconciler.excess(3, 2));
        assertEquals(1, reconciler.excess(3, 2));
        assertEquals(0, reconciler.excess(2, 2));
        assertEquals(0, reconciler.excess(2, 2));
    }

    @Test
    void aConnectionThatIsJustBeingAcceptedIsNoOrphan() {
        assertEquals(0, reconciler.excess(3, 2));
        assertEquals(0, reconciler.excess(3, 3));
        assertEquals(0, reconciler.excess(4, 3));
        assertEquals(0, reconciler.excess(4, 4));
    }

    @Test
    void onlyWhatIsLeftOverTwiceIsReleased() {
        assertEquals(0, reconciler.excess(5, 2));
        assertEquals(1, reconciler.excess(3, 2));
        assertEquals(0, reconciler.excess(2, 2));
    }

    @Test
    void moreLivesThanSlotsReleaseNothing() {
        assertEquals(0, reconciler.excess(1, 5));
        assertEquals(0, reconciler.excess(1, 5));
        assertEquals(0, reconciler.excess(6, 5));
    }

    @Test
    void neverMoreThanTheExcessIsReleased() {
        long seed = 7;
        Random random = new Random(seed);
        int counter = 0;
        for (int tick = 0; tick < 100_000; tick++) {
            counter += random.nextInt(5);
            int live = random.nextInt(counter + 1);
            int released = reconciler.excess(counter, live);
            String where = "tick " + tick + " of seed " + seed;
            assertTrue(released >= 0 && released <= counter - live, where);
            counter -= released;
        }
    }
}
