package io.roadrunner.benchmarks.run.report;

/// A target of the project.
///
/// @param words what it asks for
/// @param check what decides
public record Target(String words, Check check) {
    /// Says whether results meet it.
    public Verdict judge(Results results) {
        return check.judge(results);
    }

    /// How a target is decided.
    @FunctionalInterface
    public interface Check {
        /// Looks at results; pure.
        Verdict judge(Results results);
    }
}
