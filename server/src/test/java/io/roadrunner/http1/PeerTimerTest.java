package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Deadline;
import org.junit.jupiter.api.Test;

class PeerTimerTest {
    private final FakeTransport transport = new FakeTransport();
    private final PeerTimer timer = new PeerTimer(transport);

    @Test
    void anOverdueReadEndsTheInputWithItsMeaning() {
        timer.reading(10, CloseCause.SLOW_PEER);
        timer.expire(10);
        assertTrue(transport.isInputEnded());
        assertFalse(transport.isClosed());
        assertEquals(CloseCause.SLOW_PEER, timer.expiry());
    }

    @Test
    void anOverdueWriteClosesWithItsMeaning() {
        timer.writing(10, CloseCause.WRITE_TIMEOUT);
        timer.expire(10);
        assertTrue(transport.isClosed());
        assertEquals(CloseCause.WRITE_TIMEOUT, timer.expiry());
    }

    @Test
    void nothingIsAskedWhileTheThreadWorks() {
        timer.reading(10, CloseCause.REQUEST_TIMEOUT);
        timer.working();
        assertEquals(Deadline.NONE, timer.deadlineNanos());
        timer.expire(10);
        timer.expire(Deadline.NONE);
        assertUntouched();
    }

    @Test
    void aDeadlineThatWasSeenBeforeTheConnectionWentOnCutsNothing() {
        timer.idle(10);
        long seen = timer.deadlineNanos();
        timer.wake();
        timer.reading(100, CloseCause.REQUEST_TIMEOUT);
        timer.expire(seen);
        timer.working();
        timer.writing(200, CloseCause.WRITE_TIMEOUT);
        timer.expire(seen);
        timer.working();
        timer.idle(300);
        timer.expire(seen);
        assertUntouched();
    }

    @Test
    void theRightToEndAnIdleConnectionIsTakenOnceAndCanBeGivenBack() {
        timer.idle(10);
        assertTrue(timer.beginEnding());
        assertFalse(timer.beginEnding());
        timer.cancelEnding();
        assertTrue(timer.beginEnding());
        timer.end(CloseCause.IDLE);
        assertTrue(transport.isInputEnded());
        assertEquals(CloseCause.IDLE, timer.expiry());
    }

    @Test
    void whoHasWokenIsNotIdleAnyMore() {
        timer.idle(10);
        timer.wake();
        assertFalse(timer.beginEnding());
        timer.idle(20);
        assertTrue(timer.beginEnding());
        timer.wake();
        timer.cancelEnding();
        assertFalse(timer.isIdle(), "giving back does not undo the waking");
    }

    @Test
    void aPostponedDeadlineHoldsUnlessAnotherIsPublished() {
        timer.idle(10);
        timer.postpone(10, 20);
        assertEquals(20, timer.deadlineNanos());
        timer.postpone(10, 30);
        assertEquals(20, timer.deadlineNanos());
    }

    @Test
    void onlyOneOfTwoEndsTheHolding() {
        timer.holding(10);
        assertTrue(timer.isHolding());
        assertTrue(timer.endHolding());
        assertFalse(timer.endHolding());
        assertFalse(timer.isHolding());
    }

    private void assertUntouched() {
        assertFalse(transport.isInputEnded());
        assertFalse(transport.isClosed());
        assertNull(timer.expiry());
    }
}
