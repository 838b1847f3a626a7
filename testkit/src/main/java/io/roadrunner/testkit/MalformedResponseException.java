package io.roadrunner.testkit;

/// The peer sent bytes that are no HTTP/1.1 response, or framed one as RFC 9112 forbids.
public final class MalformedResponseException extends WireException {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message, null);
    }
}
