package io.roadrunner.benchmarks.check;

/// A route that a server does not answer as all others do. Immutable.
///
/// @param route its path, `/api/v1` and `/static` for all below
/// @param dialect how it was asked for
/// @param verdict what is wrong
/// @param detail the same in words for people
public record Finding(String route, Dialect dialect, Verdict verdict, String detail) {
    /// What is wrong with a route.
    public enum Verdict {
        /// The server says that it cannot do it (501), or does not speak the protocol.
        MISSING,
        /// It answers something else, or not at all.
        DIFFERENT
    }

    @Override
    public String toString() {
        return route + " by " + dialect + ": " + detail;
    }
}
