package io.roadrunner.testkit;

/// The deadline of a [Wire] passed before the peer sent, or took, what the test waited for.
public final class WireTimeoutException extends WireException {
    private static final long serialVersionUID = 1L;

    /// A deadline that passed.
    ///
    /// @param message what the test waited for and what had arrived
    public WireTimeoutException(String message) {
        super(message, null);
    }
}
