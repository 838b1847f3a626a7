package io.roadrunner.http;

/// A value that cannot be written as JSON: a type without a JSON form, NaN or an infinity, nesting
/// that is too deep or endless. Thrown in the thread that builds the response.
public final class InvalidJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message what cannot be written
    public InvalidJsonException(String message) {
        super(message);
    }

    /// @param message what cannot be written
    /// @param cause why
    public InvalidJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
