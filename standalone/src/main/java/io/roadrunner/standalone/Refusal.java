package io.roadrunner.standalone;

import io.roadrunner.standalone.config.InvalidConfigException;
import io.roadrunner.standalone.config.Origin;

/// What the user is told of a configuration that is refused. Stateless.
final class Refusal {
    private Refusal() {}

    /// Every problem on a line of its own; a usage error when a flag is at fault.
    static CommandFailure of(InvalidConfigException invalid) {
        String text = "this configuration cannot be:\n" + indented(invalid);
        boolean flag =
                invalid.problems().stream()
                        .anyMatch(problem -> problem.origin() instanceof Origin.Flag);
        return flag ? CommandFailure.usage(text) : CommandFailure.failed(text);
    }

    /// The problems, each line moved in.
    static String indented(InvalidConfigException invalid) {
        return ("  " + invalid.text()).replace("\n", "\n  ");
    }
}
