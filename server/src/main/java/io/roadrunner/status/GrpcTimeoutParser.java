package io.roadrunner.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads the field `grpc-timeout`: one to eight digits and a unit. Pure.
final class GrpcTimeoutParser {
    /// What stands for no timeout, and for one that is longer.
    static final Duration LONGEST = Duration.ofDays(365);

    private static final int MOST_DIGITS = 8;

    private GrpcTimeoutParser() {}

    /// @param field its value, null without such a field
    static Duration parse(@Nullable String field) throws GrpcException {
        if (field == null) {
            return LONGEST;
        }
        int digits = field.length() - 1;
        if (digits < 1 || digits > MOST_DIGITS) {
            throw malformed();
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            char digit = field.charAt(i);
            if (digit < '0' || digit > '9') {
                throw malformed();
            }
            value = value * 10 + digit - '0';
        }
        Duration timeout = of(value, field.charAt(digits));
        return timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    }

    private static Duration of(long value, char unit) throws GrpcException {
        return switch (unit) {
            case 'H' -> Duration.ofHours(value);
            case 'M' -> Duration.ofMinutes(value);
            case 'S' -> Duration.ofSeconds(value);
            case 'm' -> Duration.ofMillis(value);
            case 'u' -> Duration.ofNanos(value * 1000);
            case 'n' -> Duration.ofNanos(value);
            default -> throw malformed();
        };
    }

    private static GrpcException malformed() {
        return new GrpcException(GrpcStatus.INTERNAL, "the field grpc-timeout is malformed");
    }
}
