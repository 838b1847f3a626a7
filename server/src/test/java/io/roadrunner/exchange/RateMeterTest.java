package io.roadrunner.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void withoutAMinimumThePeerMayTakeAnyTime() {
        RateMeter meter = new RateMeter(0, SECOND, SECOND);
        meter.record(1000 * SECOND, 0);
        assertEquals(RateMeter.UNLIMITED, meter.allowanceNanos());
    }

    @Test
    void theGraceHoldsWithoutAByte() {
        RateMeter meter = new RateMeter(100, 2 * SECOND, SECOND);
        assertEquals(2 * SECOND, meter.allowanceNanos());
        meter.record(2 * SECOND - 1, 0);
        assertEquals(1, meter.allowanceNanos());
        meter.record(1, 0);
        assertEquals(0, meter.allowanceNanos());
    }

    @Test
    void bytesEarnTimeAtTheMinimumRate() {
        RateMeter meter = new RateMeter(100, SECOND, SECOND);
        meter.record(SECOND, 500);
        assertEquals(4 * SECOND, meter.allowanceNanos());
        meter.record(4 * SECOND, 0);
        assertEquals(0, meter.allowanceNanos());
        meter.record(SECOND, 99);
        assertTrue(meter.allowanceNanos() <= 0);
    }

    @Test
    void theRateIsLookedAtOnlyAtTheEndOfAnInterval() {
        RateMeter meter = new RateMeter(100, SECOND, 5 * SECOND);
        assertEquals(5 * SECOND, meter.allowanceNanos());
        meter.record(0, 501);
        assertEquals(10 * SECOND, meter.allowanceNanos());
    }

    @Test
    void aClockThatStandsOrStepsBackCostsThePeerNothing() {
        RateMeter meter = new RateMeter(100, SECOND, SECOND);
        meter.record(-SECOND, 1);
        assertEquals(0, meter.waitedNanos());
    }
}
