package io.roadrunner.benchmarks.check;

/// A request and what has to be answered. Immutable.
///
/// @param route the route of the table that it belongs to
record Question(String route, Ask ask, Expected expected) {
    static Question get(String path, Expected expected) {
        return new Question(path, Ask.get(path), expected);
    }
}
