package io.roadrunner.rpc;

import org.jspecify.annotations.Nullable;

/// Bytes that are no frame, or no frame that may be sent: the connection cannot go on. Without a
/// stack, because the peer chooses how many there are.
final class BadFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable Integer sequence;

    /// @param sequence which call it would have been, null when that is not known
    BadFrameException(String message, @Nullable Integer sequence) {
        super(message, null, false, false);
        this.sequence = sequence;
    }

    BadFrameException(String message) {
        this(message, null);
    }

    @Nullable Integer sequence() {
        return sequence;
    }
}
