package io.roadrunner.transport;

import java.io.IOException;
import java.io.Serial;

/// A trusted proxy sent something else than a PROXY header. Without a stack: a peer's fault.
public final class MalformedProxyHeaderException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    MalformedProxyHeaderException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
