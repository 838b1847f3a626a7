package io.roadrunner.rpc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A call that has no result.
public abstract sealed class RpcException extends IOException {
    private static final long serialVersionUID = 1L;

    private RpcException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Nobody listens at the address, or whoever did has gone.
    public static final class Unreachable extends RpcException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The server has answered with an error; the message is its text.
    public static final class ErrorAnswer extends RpcException {
        private static final long serialVersionUID = 1L;

        ErrorAnswer(String message) {
            super(message, null);
        }
    }

    /// The answer is none: whoever listens does not speak this protocol. The connection is closed.
    public static final class BadAnswer extends RpcException {
        private static final long serialVersionUID = 1L;

        BadAnswer(String message) {
            super(message, null);
        }
    }

    /// It took too long. The connection is closed.
    public static final class Timeout extends RpcException {
        private static final long serialVersionUID = 1L;

        Timeout(String message) {
            super(message, null);
        }
    }
}
