package io.roadrunner.rpc;

/// Bytes that are no message of the type that a method takes or gives. The connection goes on.
/// Without a stack, because the peer chooses how many there are.
final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message, null, false, false);
    }
}
