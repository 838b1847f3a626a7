package io.roadrunner.status;

/// What `grpc.health.v1` says of a service, with the number that stands for it.
enum ServingStatus {
    SERVING(1),
    NOT_SERVING(2),
    SERVICE_UNKNOWN(3);

    private final int number;

    ServingStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ServingStatus of(boolean serving) {
        return serving ? SERVING : NOT_SERVING;
    }
}
