package io.roadrunner.testkit;

import org.jspecify.annotations.Nullable;

/// The peer ended the connection where bytes were still due: a truncated response, no response, or
/// a peer that takes no more bytes.
public final class ConnectionEndedException extends WireException {
    private static final long serialVersionUID = 1L;

    /// Which of the two ends it was.
    private final Wire.End end;

    ConnectionEndedException(String message, Wire.End end, @Nullable Throwable cause) {
        super(message, cause);
        this.end = end;
    }

    /// {@return how the peer ended it}
    public Wire.End end() {
        return end;
    }
}
