package io.roadrunner.status;

/// What a check says. A code from 100 to 399 is healthy, any other is not: the one rule behind
/// every endpoint. Immutable.
///
/// @param code like a status code of HTTP (RFC 9110 §15)
/// @param message what is wrong, empty when nothing is
public record Status(int code, String message) {
    private static final int LOWEST_HEALTHY = 100;
    private static final int LOWEST_UNHEALTHY = 400;
    private static final Status OK = new Status(200, "");

    /// All is well.
    public static Status ok() {
        return OK;
    }

    /// It does not work at the moment: 503.
    public static Status unavailable(String message) {
        return new Status(503, message);
    }

    /// Whether the code is one of 100 to 399.
    public boolean isHealthy() {
        return code >= LOWEST_HEALTHY && code < LOWEST_UNHEALTHY;
    }
}
