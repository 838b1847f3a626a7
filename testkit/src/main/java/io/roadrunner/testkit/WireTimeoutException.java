package io.roadrunner.testkit;

/// The deadline of a [Wire] passed before the peer sent, or took, what the test waited for.
public final class WireTimeoutException extends WireException {
    private static final long serialVersionUID = 1L;

    WireTimeoutException(String message) {
        super(message, null);
    }
}
