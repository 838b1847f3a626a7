package io.roadrunner.benchmarks.run.process;

/// Something that a measurement needs is not there or did not work; the message is for who runs it.
public class BenchException extends Exception {
    private static final long serialVersionUID = 1L;

    /// With a sentence that says what is wrong.
    public BenchException(String message) {
        super(message);
    }
}
