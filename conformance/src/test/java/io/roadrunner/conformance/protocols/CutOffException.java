package io.roadrunner.conformance.protocols;

/// The server has given up an answer before its end.
final class CutOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CutOffException(String reason) {
        super(reason);
    }
}
