package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// When connections let others run before they read, and when all of them park.
class ReadTurnsTest {
    private static final long MILLISECOND = 1_000_000;

    /// A request that takes next to no time.
    private static final long SHORT = 1_000;

    private final ReadTurns turns = new ReadTurns(0);

    @Test
    void theFirstReadsPark() {
        assertFalse(turns.letsOthersRun(0, 0, SHORT));
    }

    @Test
    void onceAParkedReaderHasRunOthersAreLetRunForSixtyRounds() {
        turns.hasRead(0, 10 * MILLISECOND);
        long round = MILLISECOND;
        assertTrue(turns.letsOthersRun(10 * MILLISECOND, round, SHORT));
        assertTrue(turns.letsOthersRun(70 * MILLISECOND - 1, round, SHORT));
        assertFalse(turns.letsOthersRun(70 * MILLISECOND, round, SHORT));
    }

    @Test
    void theLongerARequestTakesTheFewerRoundsGoBy() {
        turns.hasRead(0, 10 * MILLISECOND);
        long round = MILLISECOND;
        assertTrue(turns.letsOthersRun(20 * MILLISECOND - 1, round, 15_000));
        assertFalse(turns.letsOthersRun(20 * MILLISECOND, round, 15_000));
    }

    @Test
    void fourRoundsGoByInAnyCase() {
        turns.hasRead(0, 10 * MILLISECOND);
        long round = MILLISECOND;
        assertTrue(turns.letsOthersRun(14 * MILLISECOND - 1, round, 10 * MILLISECOND));
        assertFalse(turns.letsOthersRun(14 * MILLISECOND, round, 10 * MILLISECOND));
    }

    @Test
    void shortRoundsCountAsTwoMilliseconds() {
        turns.hasRead(0, 10 * MILLISECOND);
        assertTrue(turns.letsOthersRun(12 * MILLISECOND - 1, 1, SHORT));
        assertFalse(turns.letsOthersRun(12 * MILLISECOND, 1, SHORT));
    }

    @Test
    void aReadThatFoundItsBytesIsNoTurn() {
        turns.hasRead(10 * MILLISECOND, 10 * MILLISECOND + 50_000);
        assertFalse(turns.letsOthersRun(10 * MILLISECOND + 50_000, 0, SHORT));
    }
}
