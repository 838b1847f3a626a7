package io.roadrunner.status;

/// How a call of gRPC can end here, with the number that its trailers carry.
enum GrpcStatus {
    OK(0),
    CANCELLED(1),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    RESOURCE_EXHAUSTED(8),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14);

    private final int number;

    GrpcStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
