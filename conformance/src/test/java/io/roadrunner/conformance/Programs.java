package io.roadrunner.conformance;

import io.roadrunner.testkit.ExternalProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The programs from outside that tests drive.
public final class Programs {
    private Programs() {}

    /// A program of this name. Without it the test is skipped, but in CI it fails.
    public static Path need(String name) {
        boolean optional = !"true".equals(System.getenv("CI"));
        if (optional && ExternalProgram.find(name).isEmpty()) {
            Assumptions.abort("the program " + name + " is not installed");
        }
        return ExternalProgram.require(name);
    }
}
