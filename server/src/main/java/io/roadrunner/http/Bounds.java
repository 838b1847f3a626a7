package io.roadrunner.http;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with the components of a record of limits, so that all of it is reported
/// together. Used by one constructor.
final class Bounds {
    private final List<String> problems = new ArrayList<>();

    /// Checks one component.
    Bounds check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            problems.add(name + " is " + value + ", not " + least + " to " + most);
        }
        return this;
    }

    /// @throws IllegalArgumentException when something was wrong
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
