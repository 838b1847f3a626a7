package io.roadrunner.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One option as data, so that its default, its check and its documentation are one thing.
///
/// @param option the name that configuration files and problems show
/// @param rule default and range
/// @param effect what it does, or what happens beyond it
/// @param origin whose default it has
record Limit(String option, Rule rule, String effect, String origin) {
    /// The default of the Erlang server roadrunner.
    static final String REFERENCE = "roadrunner (Erlang)";

    /// A default that follows nobody.
    static final String OWN = "own";

    /// Adds what is wrong with the value, if anything is.
    void check(@Nullable Object value, List<OptionProblem> problems) {
        if (value == null) {
            problems.add(new OptionProblem(option, "null", "is missing"));
            return;
        }
        String complaint = rule.complaint(value);
        if (complaint != null) {
            problems.add(OptionProblem.of(option, value, complaint));
        }
    }

    /// The default of a whole number.
    int initialInt() {
        return Math.toIntExact((Long) Objects.requireNonNull(rule.initial()));
    }

    /// The default of a length of time.
    Duration initialTime() {
        return (Duration) Objects.requireNonNull(rule.initial());
    }

    /// The row of `docs/limits.md`.
    String row() {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(option, rule.initialText(), rule.rangeText(), effect, origin);
    }
}
