package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RestartIntensityTest {
    private final RestartIntensity intensity = new RestartIntensity(5, 10);

    @Test
    void fiveRestartsAreAllowedAndTheSixthIsNot() {
        for (int i = 0; i < 5; i++) {
            assertTrue(intensity.allows(i));
        }
        assertEquals(5, intensity.recent());
        assertFalse(intensity.allows(9));
        assertEquals(5, intensity.recent(), "a refused one does not count");
    }

    @Test
    void aRestartIsForgottenAfterThePeriodAndNotBefore() {
        for (int i = 0; i < 5; i++) {
            assertTrue(intensity.allows(0));
        }
        assertFalse(intensity.allows(9));
        assertTrue(intensity.allows(10));
    }

    @Test
    void aClockThatWrapsAroundIsNoMatter() {
        assertTrue(intensity.allows(Long.MAX_VALUE));
        for (int i = 0; i < 4; i++) {
            assertTrue(intensity.allows(Long.MIN_VALUE + i));
        }
        assertFalse(intensity.allows(Long.MIN_VALUE + 4));
        assertTrue(intensity.allows(Long.MIN_VALUE + 9));
    }
}
