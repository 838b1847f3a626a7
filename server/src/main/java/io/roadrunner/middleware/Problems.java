package io.roadrunner.middleware;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with the options of a middleware, so that all of it is said at once. Used
/// by one thread.
final class Problems {
    private final List<String> problems = new ArrayList<>();

    /// Notes a problem unless the condition holds.
    Problems require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
        return this;
    }

    /// Notes a number outside of its range, both ends included.
    Problems range(String name, long value, long least, long most) {
        return require(
                value >= least && value <= most,
                name + " must be " + least + " to " + most + ", not " + value);
    }

    /// Throws [IllegalArgumentException] with all that was noted.
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
