package io.roadrunner.http;

import java.io.IOException;

/// The peer broke a rule while its request was read: its fault, so it carries no stack trace. A
/// handler that reads a body may see it; unhandled, it becomes the answer that [#rejection] names.
public final class RejectedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    /// @param rejection what was broken
    public RejectedException(Rejection rejection) {
        super(rejection.text());
        this.rejection = rejection;
    }

    /// What was broken, and the status that answers it.
    public Rejection rejection() {
        return rejection;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is filled in
    public Throwable fillInStackTrace() {
        return this;
    }
}
