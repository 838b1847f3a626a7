package io.roadrunner.standalone.app;

import java.util.Objects;

/// An application that cannot be served, with the reason in one sentence. It carries no stack
/// trace: none is shown.
public final class InvalidApplicationException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidApplicationException(String message) {
        super(message, null, false, false);
    }

    /// The reason.
    public String text() {
        return Objects.requireNonNull(getMessage());
    }
}
