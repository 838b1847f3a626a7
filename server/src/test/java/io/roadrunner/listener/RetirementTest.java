package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.connection.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetirementTest {
    @Test
    void withoutAnAgeNothingRetires() {
        Retirement retirement = Retirement.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO);
        assertEquals(Deadline.NONE, retirement.nextRetirement(5));
    }

    @Test
    void agesAreSpreadByTenPercentToBothSides() {
        Retirement retirement =
                Retirement.of(Duration.ofNanos(1000), Duration.ofNanos(10), Duration.ZERO);
        assertEquals(10, retirement.graceNanos());
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            long at = retirement.nextRetirement(50);
            assertTrue(at >= 950 && at <= 1150, () -> "at " + at);
            seen.add(at);
        }
        assertTrue(seen.size() > 100, "they do not all come back at once");
    }
}
