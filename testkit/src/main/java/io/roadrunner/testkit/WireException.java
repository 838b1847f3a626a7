package io.roadrunner.testkit;

import org.jspecify.annotations.Nullable;

/// A raw connection could not do what the test asked of it. The message shows what had arrived.
public sealed class WireException extends RuntimeException
        permits WireTimeoutException, MalformedResponseException, ConnectionEndedException {
    private static final long serialVersionUID = 1L;

    /// A failure.
    ///
    /// @param message what the test wanted and what had arrived
    /// @param cause why, or null
    public WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
