package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForwardedTest {
    private static final String[][] CLIENTS = {
        {"for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"},
        {"proto=http;FOR=192.0.2.60", "192.0.2.60"},
        {"for=192.0.2.43, for=198.51.100.17", "192.0.2.43"},
        {"For=\"[2001:db8:cafe::17]:4711\"", "[2001:db8:cafe::17]:4711"},
        {"for=\"_a,b;c\";proto=https, for=x", "_a,b;c"},
        {"for=\"a\\\"b\\\\c\"", "a\"b\\c"},
        {"broken; =; for = 192.0.2.1 ", "192.0.2.1"},
        {"for=unknown", "unknown"},
        {"for=a;for=b", "a"},
        {"for=\"unterminated, for=b", "\"unterminated, for=b"},
        {"for=\"", "\""},
    };

    @Test
    @DisplayName("RFC 7239 §4: the leftmost element of forwarded names the client")
    void readsTheFirstElementOfForwarded() {
        for (String[] row : CLIENTS) {
            assertEquals(row[1], Forwarded.client(Headers.of("forwarded", row[0])), row[0]);
        }
    }

    @Test
    void isNullWhenTheFirstElementHasNoFor() {
        String[] fields = {
            "", "proto=http", "proto=http, for=1", ",for=1", "for", "for=", "for=\"\"", "xfor=1"
        };
        for (String field : fields) {
            assertNull(Forwarded.client(Headers.of("forwarded", field)), field);
        }
    }

    @Test
    void forwardedWinsEvenWithoutFor() {
        assertNull(Forwarded.client(Headers.of("x-forwarded-for", "1", "forwarded", "proto=http")));
        assertEquals(
                "2", Forwarded.client(Headers.of("x-forwarded-for", "1", "forwarded", "for=2")));
    }

    @Test
    void readsTheFirstAddressOfXForwardedFor() {
        assertEquals("203.0.113.195", xForwardedFor("203.0.113.195, 70.41.3.18"));
        assertEquals("2001:db8::1", xForwardedFor(" \t2001:db8::1\t "));
        assertNull(xForwardedFor(""));
        assertNull(xForwardedFor(" , 10.0.0.1"));
        assertNull(Forwarded.client(Headers.empty()));
    }

    @Test
    void neverFailsOnRandomFields() {
        long seed = 7_239;
        Random random = new Random(seed);
        String alphabet = "for=;,\"\\ \tx";
        for (int round = 0; round < 5000; round++) {
            StringBuilder field = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                field.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String client = Forwarded.client(Headers.of("forwarded", field.toString()));
            assertEquals(
                    false, client != null && client.isEmpty(), "seed " + seed + " round " + round);
        }
    }

    private static @Nullable String xForwardedFor(String field) {
        return Forwarded.client(Headers.of("x-forwarded-for", field));
    }
}
