package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ResetStreamsTest {
    private static final int REMEMBERED = 128;

    private final ResetStreams reset = new ResetStreams();

    @Test
    void asMuchContentMayBeOnItsWayAsTheWindowTook() {
        reset.add(1, 100);
        assertTrue(reset.wasOnItsWay(1, 60, false));
        assertFalse(reset.wasOnItsWay(1, 41, false));
        assertTrue(reset.wasOnItsWay(1, 40, false));
        assertTrue(reset.wasOnItsWay(1, 0, false));
        assertFalse(reset.wasOnItsWay(1, 1, false));
    }

    @Test
    void nothingMayBeBehindTheEnd() {
        reset.add(1, 100);
        assertTrue(reset.wasOnItsWay(1, 10, true));
        assertFalse(reset.wasOnItsWay(1, 0, true));
        assertFalse(reset.wasOnItsWay(1, 0, false));
        assertTrue(reset.contains(1));
    }

    @Test
    void aWindowThatWasOverrunTakesTheEndOnly() {
        reset.add(1, -5);
        assertFalse(reset.wasOnItsWay(1, 1, false));
        assertTrue(reset.wasOnItsWay(1, 0, true));
    }

    @Test
    void eachStreamHasItsOwn() {
        reset.add(1, 10);
        reset.add(3, 20);
        assertTrue(reset.wasOnItsWay(3, 20, true));
        assertTrue(reset.wasOnItsWay(1, 10, true));
        assertFalse(reset.wasOnItsWay(5, 0, true));
        assertFalse(reset.contains(5));
    }

    @Test
    void toBeResetAgainGivesNothingBack() {
        reset.add(1, 10);
        assertTrue(reset.wasOnItsWay(1, 10, true));
        reset.add(1, 10);
        assertFalse(reset.wasOnItsWay(1, 0, true));
    }

    @Test
    void theOldestMakesRoom() {
        for (int i = 0; i < REMEMBERED; i++) {
            reset.add(2 * i + 1, 10);
        }
        assertTrue(reset.contains(1));
        reset.add(2 * REMEMBERED + 1, 10);
        assertFalse(reset.contains(1));
        assertTrue(reset.contains(3));
        assertTrue(reset.wasOnItsWay(2 * REMEMBERED + 1, 10, true));
    }
}
