package io.roadrunner.http;

/// A query or form has more parameters than are read. The peer's fault, so it carries no stack
/// trace.
public final class TooManyParametersException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param limit how many are read
    public TooManyParametersException(int limit) {
        super("more than " + limit + " parameters");
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is filled in
    public Throwable fillInStackTrace() {
        return this;
    }
}
