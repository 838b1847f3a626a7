package io.roadrunner.http;

/// A field name or value that must not reach the wire: CR, LF, NUL, other control characters, or
/// characters outside of ISO 8859-1 (RFC 9110 §5.5). Thrown in the thread that builds the field.
public final class InvalidHeaderException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message which name or value, and why
    public InvalidHeaderException(String message) {
        super(message);
    }
}
