package io.roadrunner.benchmarks.run.plan;

/// One thing that is measured. Immutable.
///
/// @param name as on the command line
/// @param words what it is, for a reader of the report
/// @param measure how
/// @param who who takes part
/// @param inShort whether the short run has it
public record Scenario(String name, String words, Measure measure, Who who, boolean inShort) {
    /// Who takes part in a scenario.
    public enum Who {
        /// Every contender.
        ALL,
        /// Those on the JVM: what is measured is their heap, or how fast it starts.
        JAVA,
        /// Roadrunner alone.
        ROADRUNNER
    }

    /// Whether a server takes part.
    public boolean has(Contender contender) {
        return switch (who) {
            case ALL -> true;
            case JAVA -> contender.isJava();
            case ROADRUNNER -> contender.isRoadrunner();
        };
    }
}
