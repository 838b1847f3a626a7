package io.roadrunner.http;

/// A response that must not be sent as it is: an interim status as a final one, a body where none
/// is allowed, a content-length that does not fit. Thrown in the thread of the handler.
public final class InvalidResponseException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong with it
    public InvalidResponseException(String message) {
        super(message);
    }
}
