package io.roadrunner.config;

import java.io.Serializable;

/// One thing that is wrong with one option.
///
/// @param option the name of the option as configuration files write it, such as `max_clients`
/// @param value the value as text, cut off when it is long; never a secret
/// @param reason what is wrong, in a few words
public record OptionProblem(String option, String value, String reason) implements Serializable {
    private static final int LONGEST_VALUE = 200;

    /// Cuts a long value off.
    public OptionProblem {
        if (value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE) + "...";
        }
    }

    static OptionProblem of(String option, Object value, String reason) {
        return new OptionProblem(option, value.toString(), reason);
    }

    /// The problem as one line of text.
    @Override
    public String toString() {
        return option + " = " + value + ": " + reason;
    }
}
