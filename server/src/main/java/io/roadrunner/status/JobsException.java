package io.roadrunner.status;

import org.jspecify.annotations.Nullable;

/// It cannot be said how jobs go.
public final class JobsException extends Exception {
    private static final long serialVersionUID = 1L;

    JobsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
