package io.roadrunner.testkit;

import org.jspecify.annotations.Nullable;

/// The peer ended the connection where bytes were still due: a truncated response, no response, or
/// a peer that takes no more bytes.
public final class ConnectionEndedException extends WireException {
    private static final long serialVersionUID = 1L;

    /// Which of the two ends it was.
    private final Wire.End end;

    /// An end that came too early.
    ///
    /// @param message what the test wanted and what had arrived
    /// @param end how the peer ended it
    /// @param cause why, or null
    public ConnectionEndedException(String message, Wire.End end, @Nullable Throwable cause) {
        super(message, cause);
        this.end = end;
    }

    /// {@return how the peer ended it}
    public Wire.End end() {
        return end;
    }
}
