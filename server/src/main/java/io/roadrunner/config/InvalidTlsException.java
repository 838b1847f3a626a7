package io.roadrunner.config;

import java.io.IOException;
import java.io.Serial;

/// Certificates or keys that cannot be used. What was used before stays in use.
public final class InvalidTlsException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /// @param file which file, or what else was looked at
    /// @param reason what is wrong with it, without anything of its content
    public InvalidTlsException(String file, String reason) {
        super(file + ": " + reason);
    }

    /// @param file which file, or what else was looked at
    /// @param cause what is wrong with it
    public InvalidTlsException(String file, Throwable cause) {
        super(file + ": " + cause.getMessage(), cause);
    }
}
