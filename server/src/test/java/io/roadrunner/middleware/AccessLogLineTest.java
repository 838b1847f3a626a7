package io.roadrunner.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.middleware.AccessLogOptions.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lines of the access log, and that no peer can forge one.
class AccessLogLineTest {
    private final AccessLogLine lines = new AccessLogLine();

    private static AccessLogEntry entry(@Nullable String agent) {
        return new AccessLogEntry(
                Instant.parse("2026-03-04T05:06:07.008Z"),
                "0123456789abcdef",
                "web",
                "192.0.2.1",
                "10.0.0.1",
                "GET",
                "/a?b=\"c\"",
                "HTTP/1.1",
                200,
                12,
                Duration.ofNanos(1_234_567),
                true,
                null,
                agent);
    }

    @Test
    void combined() {
        assertEquals(
                "192.0.2.1 - - [04/Mar/2026:05:06:07 +0000] \"GET /a?b=\\\"c\\\" HTTP/1.1\" 200 12"
                        + " \"-\" \"x\\\\\\xe9\\x0a\"",
                lines.of(entry("x\\é\n"), Format.COMBINED));
    }

    @Test
    void json() {
        assertEquals(
                "{\"time\":\"2026-03-04T05:06:07.008Z\",\"id\":\"0123456789abcdef\",\"listener\":"
                        + "\"web\",\"client\":\"192.0.2.1\",\"peer\":\"10.0.0.1\","
                        + "\"method\":\"GET\",\"target\":"
                        + "\"/a?b=\\\"c\\\"\","
                        + "\"protocol\":\"HTTP/1.1\",\"status\":200,\"bytes\":12,"
                        + "\"duration_us\":1234,\"complete\":true,\"referer\":null,\"user_agent\":"
                        + "\"x\\\\\\u00e9\\u000a\"}",
                lines.of(entry("x\\é\n"), Format.JSON));
    }

    @Test
    void whateverAPeerSendsStaysInItsQuotes() {
        long seed = 88;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder agent = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                agent.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            for (Format format : Format.values()) {
                String line = lines.of(entry(agent.toString()), format);
                assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), "seed " + seed + line);
                String plain = lines.of(entry(""), format);
                assertEquals(openQuotes(plain), openQuotes(line), "seed " + seed + line);
            }
        }
    }

    /// How many quotes are not escaped.
    private static int openQuotes(String line) {
        int count = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                count++;
            }
        }
        return count;
    }
}
