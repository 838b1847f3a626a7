package io.roadrunner.http;

/// A cookie that a browser would refuse or misread. Thrown in the thread that builds it.
public final class InvalidCookieException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message which part, and why
    public InvalidCookieException(String message) {
        super(message);
    }
}
