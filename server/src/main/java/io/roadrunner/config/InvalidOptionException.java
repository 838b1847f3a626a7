package io.roadrunner.config;

import java.util.List;

/// Options that cannot be: carries every problem of one call, not only the first. Nothing has been
/// opened or changed when it is thrown.
public final class InvalidOptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of serializable records
    private final List<OptionProblem> problems;

    /// @param problems what is wrong, at least one
    public InvalidOptionException(List<OptionProblem> problems) {
        super(describe(problems));
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, in the order of the check.
    public List<OptionProblem> problems() {
        return problems;
    }

    static void throwIfAny(List<OptionProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidOptionException(problems);
        }
    }

    private static String describe(List<OptionProblem> problems) {
        StringBuilder text = new StringBuilder();
        for (OptionProblem problem : problems) {
            text.append(text.isEmpty() ? "" : "; ").append(problem);
        }
        return text.toString();
    }
}
