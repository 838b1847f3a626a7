package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.process.BenchException;

/// A server did not get so far as to answer.
final class NotStartedException extends BenchException {
    private static final long serialVersionUID = 1L;

    NotStartedException(String message) {
        super(message);
    }
}
