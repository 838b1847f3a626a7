package io.roadrunner.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.DrainNotice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /// A clock that stands still.
    private record Still(long nanoTime) implements Clock {
        @Override
        public long coarseNanoTime() {
            return nanoTime;
        }

        @Override
        public Instant now() {
            return NOON;
        }
    }

    @Test
    void itIsSoFarAway() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(3), new Still(5));
        assertEquals(new Deadline(3_000_000_005L, NOON.plusSeconds(3)), deadline);
        assertFalse(deadline.isNever());
    }

    /// The origin of such a clock is any: also one from which an endless time overflows.
    @Test
    void anEndlessTimeIsLaterThanAnyOtherWhateverTheClockSays() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        for (long now : new long[] {0, -1, Long.MAX_VALUE - 7, Long.MIN_VALUE + 7}) {
            Still clock = new Still(now);
            Deadline never = Deadline.in(forever, clock);
            Deadline late = Deadline.in(Duration.ofDays(730), clock);
            assertTrue(never.isNever());
            assertEquals(DrainNotice.NEVER, never.instant());
            assertEquals(late, never.earlier(late));
            assertEquals(late, late.earlier(never));
            assertTrue(never.remaining(now) > late.remaining(now), "from " + now);
        }
    }

    @Test
    void theTimeUntilAnEndlessDeadlineIsANumberOfNanoseconds() {
        assertTrue(Duration.between(NOON, DrainNotice.NEVER).toNanos() > 0);
    }
}
