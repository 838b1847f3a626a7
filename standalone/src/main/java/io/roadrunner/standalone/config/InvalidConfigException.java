package io.roadrunner.standalone.config;

import java.util.List;
import java.util.Objects;

/// A configuration that cannot be: carries every problem, up to a bound, not only the first.
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /// @param problems what is wrong, at least one
    /// @param more how many further problems are not told
    InvalidConfigException(List<ConfigProblem> problems, int more) {
        super(describe(problems, more), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /// Every problem on a line of its own.
    public String text() {
        return Objects.requireNonNull(getMessage());
    }

    /// What is wrong, in the order of the file.
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String describe(List<ConfigProblem> problems, int more) {
        StringBuilder text = new StringBuilder();
        for (ConfigProblem problem : problems) {
            text.append(text.isEmpty() ? "" : "\n").append(problem);
        }
        return more == 0
                ? text.toString()
                : text.append("\nand ").append(more + " more").toString();
    }
}
