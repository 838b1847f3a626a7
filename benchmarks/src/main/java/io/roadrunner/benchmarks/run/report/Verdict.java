package io.roadrunner.benchmarks.run.report;

/// What became of a target.
///
/// @param words the figure that decided
public record Verdict(Outcome outcome, String words) {
    /// Nothing of it was measured.
    public static final Verdict UNKNOWN = new Verdict(Outcome.UNKNOWN, "–");

    /// The three ways.
    public enum Outcome {
        /// It is met.
        MET("met"),
        /// It is missed.
        MISSED("**missed**"),
        /// It was not measured.
        UNKNOWN("not measured");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /// In a table.
        public String words() {
            return words;
        }
    }

    /// Met or missed.
    static Verdict of(boolean met, String words) {
        return new Verdict(met ? Outcome.MET : Outcome.MISSED, words);
    }
}
