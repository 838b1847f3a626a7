package io.roadrunner.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.roadrunner.middleware.SecurityHeadersOptions.StrictTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The field that only https has.
class SecurityHeadersOptionsTest {
    private static String value(StrictTransport strict) {
        SecurityHeadersOptions options =
                SecurityHeadersOptions.standard().withStrictTransport(strict);
        assertNull(options.fields(false).first("strict-transport-security"));
        return String.valueOf(options.fields(true).first("strict-transport-security"));
    }

    @Test
    void strictTransportOverHttps() {
        assertEquals("max-age=31536000; includeSubDomains", value(StrictTransport.standard()));
        assertEquals(
                "max-age=63072000; includeSubDomains; preload",
                value(new StrictTransport(Duration.ofDays(730), true, true)));
        assertEquals("max-age=0", value(new StrictTransport(Duration.ZERO, false, false)));
    }
}
