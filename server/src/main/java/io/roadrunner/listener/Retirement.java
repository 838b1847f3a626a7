package io.roadrunner.listener;

import io.roadrunner.connection.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How old connections may get, so that load is spread anew behind balancers that only see
/// connections. Ages are spread by 10 % to both sides, or they would all come back at once.
///
/// @param ageNanos the age, 0 for any
/// @param graceNanos how long after that what still runs has to say its last words
/// @param farewellNanos how long those may take
record Retirement(long ageNanos, long graceNanos, long farewellNanos) {
    private static final double JITTER = 0.1;

    static Retirement of(Duration age, Duration grace, Duration farewell) {
        return new Retirement(age.toNanos(), grace.toNanos(), farewell.toNanos());
    }

    /// When a connection of now has to go, [Deadline#NONE] for never.
    long nextRetirement(long nowNanos) {
        if (ageNanos == 0) {
            return Deadline.NONE;
        }
        double spread = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
        return nowNanos + (long) (ageNanos * spread);
    }
}
