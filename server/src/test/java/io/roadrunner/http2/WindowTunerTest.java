package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowTunerTest {
    private static final long PAUSE = 50_000_000L;
    private static final long WINDOW = 60_000;

    @Test
    void whatFillsTwoThirdsOfTheWindowDoublesIt() {
        WindowTuner tuner = new WindowTuner(true, 0);
        assertTrue(tuner.received(20_000, WINDOW, 0));
        assertFalse(tuner.received(20_000, WINDOW, 1));
        assertEquals(2 * WINDOW, tuner.answered(WINDOW));
    }

    @Test
    void whatFillsLessLeavesItAlone() {
        WindowTuner tuner = new WindowTuner(true, 0);
        assertTrue(tuner.received(20_000, WINDOW, 0));
        assertFalse(tuner.received(19_999, WINDOW, 1));
        assertEquals(WINDOW, tuner.answered(WINDOW));
    }

    @Test
    void theNextMeasurementWaitsForThePause() {
        WindowTuner tuner = new WindowTuner(true, 0);
        assertTrue(tuner.received(1, WINDOW, 0));
        tuner.answered(WINDOW);
        assertFalse(tuner.received(50_000, WINDOW, PAUSE - 1));
        assertTrue(tuner.received(1, WINDOW, PAUSE));
        assertEquals(WINDOW, tuner.answered(WINDOW), "what came before does not count");
    }

    @Test
    void anAnswerThatNobodyWaitsForChangesNothing() {
        assertEquals(WINDOW, new WindowTuner(true, 0).answered(WINDOW));
    }

    @Test
    void noWindowGrowsPastSixteenMebibytes() {
        long largest = 16L << 20;
        WindowTuner tuner = new WindowTuner(true, 0);
        assertTrue(tuner.received(12 << 20, largest - 1, 0));
        assertEquals(largest, tuner.answered(largest - 1));
        assertFalse(tuner.received(16 << 20, largest, 2 * PAUSE));
    }

    @Test
    void withoutTheOptionNothingIsMeasured() {
        WindowTuner tuner = new WindowTuner(false, 0);
        assertFalse(tuner.received(60_000, WINDOW, 0));
        assertEquals(WINDOW, tuner.answered(WINDOW));
    }
}
