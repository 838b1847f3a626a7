package io.roadrunner.status;

/// A call of gRPC that ends with an error. Often the peer's fault, so it carries no stack trace.
final class GrpcException extends Exception {
    private static final long serialVersionUID = 1L;

    private final GrpcStatus status;

    /// @param text printable ASCII without a percent sign, never with bytes of the peer
    GrpcException(GrpcStatus status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    GrpcStatus status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
