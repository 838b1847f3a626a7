package io.roadrunner.http;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with the options of a middleware or the limits of a reader, so that all of
/// it is said at once. Made by the constructor of a record that checks its components, also of an
/// application; used by one thread.
public final class OptionProblems {
    private final List<String> problems = new ArrayList<>();

    /// With no problem yet.
    public OptionProblems() {}

    /// Notes a problem unless the condition holds.
    ///
    /// @param problem names the option and says what it must be
    /// @return this
    public OptionProblems require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
        return this;
    }

    /// Notes a number outside of its range, both ends included.
    ///
    /// @param name the option
    /// @return this
    public OptionProblems range(String name, long value, long least, long most) {
        return require(
                value >= least && value <= most,
                name + " must be " + least + " to " + most + ", not " + value);
    }

    /// Ends the check.
    ///
    /// @throws IllegalArgumentException with all that was noted, if anything was
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
