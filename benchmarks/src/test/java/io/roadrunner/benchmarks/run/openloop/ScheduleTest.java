package io.roadrunner.benchmarks.run.openloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// When requests are due.
final class ScheduleTest {
    private static final long START = -7;

    @Test
    void requestsAreEvenlySpread() {
        Schedule schedule = new Schedule(START, 4, 2);

        assertEquals(8, schedule.count());
        assertEquals(START, schedule.dueNanos(0));
        assertEquals(START + 250_000_000, schedule.dueNanos(1));
        assertEquals(START + 2_000_000_000, schedule.endNanos());
    }

    @Test
    void noErrorAddsUpOverAHundredMillionRequests() {
        Schedule schedule = new Schedule(START, 333_333, 300);
        long last = schedule.count() - 1;

        assertTrue(schedule.dueNanos(last) < schedule.endNanos());
        assertEquals(3_000, schedule.endNanos() - schedule.dueNanos(last), 20);
    }
}
