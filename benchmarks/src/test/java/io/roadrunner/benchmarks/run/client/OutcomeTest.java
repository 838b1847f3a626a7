package io.roadrunner.benchmarks.run.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// What our clients count and print.
final class OutcomeTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void refusalsAreAnswersAndFailuresAreNot() {
        Outcome outcome = new Outcome();
        outcome.add(5_000_000);
        outcome.addRefusal(5_000_000);
        outcome.addFailure();
        outcome.addFailures(2);

        assertEquals(
                "bench 2 1000000 1 3", outcome.line(SECOND).substring(0, 19), outcome.line(SECOND));
        assertEquals(2, outcome.answers());
    }

    @Test
    void whatTakesForeverCountsAsAMinute() {
        Outcome outcome = new Outcome();
        outcome.add(Long.MAX_VALUE);
        outcome.add(-1);

        assertEquals(60e6, outcome.micros(100), 60e3);
    }
}
