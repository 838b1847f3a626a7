package io.roadrunner.standalone.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A configuration that cannot be: carries every problem, up to a bound, not only the first.
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;
    private final transient Set<Path> missing;

    /// @param problems what is wrong, at least one
    /// @param more how many further problems are not told
    /// @param missing files that are not there
    InvalidConfigException(List<ConfigProblem> problems, int more, Set<Path> missing) {
        super(describe(problems, more), null, false, false);
        this.problems = List.copyOf(problems);
        this.missing = Set.copyOf(missing);
    }

    /// Every problem on a line of its own.
    public String text() {
        return Objects.requireNonNull(getMessage());
    }

    /// What is wrong, in the order of the file.
    public List<ConfigProblem> problems() {
        return problems;
    }

    /// The jars that are named and not there: when one comes, another attempt may be worth it.
    public Set<Path> missing() {
        return missing;
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
