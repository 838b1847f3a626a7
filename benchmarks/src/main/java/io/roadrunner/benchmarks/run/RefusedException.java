package io.roadrunner.benchmarks.run;

/// A server answered nothing but errors: it cannot do what the scenario asks for.
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
