package io.roadrunner.http;

import java.io.IOException;

/// The peer has gone, or does not read what it is sent: nobody's fault here, so it carries no stack
/// trace. Handlers that read a body or push content may see it and need not catch it.
public final class PeerGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param cause what the socket said
    public PeerGoneException(IOException cause) {
        super("the peer has gone: " + cause.getMessage(), cause);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is filled in
    public Throwable fillInStackTrace() {
        return this;
    }
}
