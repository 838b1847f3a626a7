package io.roadrunner.http;

/// A part of a server-sent event that would end its line early or be ignored by the receiver.
/// Thrown in the thread that builds the event.
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message which part, and why
    public InvalidEventException(String message) {
        super(message);
    }
}
