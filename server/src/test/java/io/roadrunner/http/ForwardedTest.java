package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForwardedTest {
    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8", "2001:db8::/32");

    private static final String[][] CLIENTS = {
        {"for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"},
        {"proto=http;FOR=192.0.2.60", "192.0.2.60"},
        {"For=\"[2001:db8:cafe::17]:4711\"", "[2001:db8:cafe::17]:4711"},
        {"for=\"_a,b;c\";proto=https", "_a,b;c"},
        {"for=\"a\\\"b\\\\c\"", "a\"b\\c"},
        {"broken; =; for = 192.0.2.1 ", "192.0.2.1"},
        {"for=unknown", "unknown"},
        {"for=a;for=b", "a"},
        {"for=\"unterminated, for=b", "\"unterminated, for=b"},
        {"for=\"", "\""},
    };

    private static Forwarded forwarded(String field) {
        return Forwarded.of(Headers.of("forwarded", field), PROXIES);
    }

    private static @Nullable String xForwardedFor(String field) {
        return Forwarded.of(Headers.of("x-forwarded-for", field), PROXIES).client();
    }

    @Test
    @DisplayName("RFC 7239 §4: an element names the client")
    void readsAnElementOfForwarded() {
        for (String[] row : CLIENTS) {
            assertEquals(row[1], forwarded(row[0]).client(), row[0]);
        }
    }

    @Test
    void isNullWhenTheElementHasNoFor() {
        for (String field :
                new String[] {
                    "", "proto=http", "for=1, proto=http", "for=1,", "for", "for=", "xfor=1"
                }) {
            assertNull(forwarded(field).client(), field);
        }
    }

    @Test
    void theWalkGoesPastTrustedProxiesToTheFirstWhoIsNone() {
        assertEquals("192.0.2.1", forwarded("for=192.0.2.1, for=10.1.1.1").client());
        assertEquals(
                "192.0.2.1",
                forwarded("for=192.0.2.1, for=\"[2001:db8::7]:80\", for=\"10.2.2.2:81\"").client());
        assertEquals("192.0.2.2", forwarded("for=192.0.2.1, for=192.0.2.2, for=10.1.1.1").client());
        assertEquals("10.3.3.3", forwarded("for=10.3.3.3, for=10.1.1.1").client(), "all trusted");
        assertEquals("unknown", forwarded("for=192.0.2.1, for=unknown, for=10.1.1.1").client());
        assertEquals("_hidden", forwarded("for=192.0.2.1, for=_hidden").client());
    }

    @Test
    void whatAClientMakesUpInFrontIsNotBelieved() {
        assertEquals("203.0.113.9", xForwardedFor("127.0.0.1, 203.0.113.9"));
        assertEquals("203.0.113.9", xForwardedFor("made up, 203.0.113.9, 10.0.0.1"));
    }

    @Test
    void severalFieldsAreOneList() {
        Headers headers = Headers.of("forwarded", "for=192.0.2.1", "forwarded", "for=10.0.0.1");
        assertEquals("192.0.2.1", Forwarded.of(headers, PROXIES).client());
    }

    @Test
    void forwardedWinsEvenWithoutFor() {
        assertNull(
                Forwarded.of(Headers.of("x-forwarded-for", "1", "forwarded", "proto=http"), PROXIES)
                        .client());
    }

    @Test
    void schemeAndHostAreThoseOfTheSameElement() {
        Forwarded said =
                forwarded("for=192.0.2.1;proto=HTTPS;host=a.example:8443, for=10.0.0.1;proto=http");
        assertEquals(new Forwarded("192.0.2.1", "https", "a.example:8443"), said);
    }

    @Test
    void whatIsNoSchemeOrHostIsNotSaid() {
        Forwarded said = forwarded("for=192.0.2.1;proto=javascript;host=\"evil/path\"");
        assertEquals(new Forwarded("192.0.2.1", null, null), said);
    }

    @Test
    void theListsOfTheOlderFieldsGoTogetherWhenTheyAreOfOneLength() {
        Headers both =
                Headers.of(
                        "x-forwarded-for", "192.0.2.1, 10.0.0.1",
                        "x-forwarded-proto", "https, http",
                        "x-forwarded-host", "a.example, b.example");
        assertEquals(new Forwarded("192.0.2.1", "https", "a.example"), Forwarded.of(both, PROXIES));
        Headers one =
                Headers.of("x-forwarded-for", "192.0.2.1, 10.0.0.1", "x-forwarded-proto", "https");
        assertEquals(new Forwarded("192.0.2.1", "https", null), Forwarded.of(one, PROXIES));
        Headers none = Headers.of("x-forwarded-proto", "https", "x-forwarded-host", "a.example");
        assertEquals(new Forwarded(null, "https", "a.example"), Forwarded.of(none, PROXIES));
        assertEquals(Forwarded.nothing(), Forwarded.of(Headers.empty(), PROXIES));
    }

    @Test
    void anEmptyAddressIsNone() {
        assertNull(xForwardedFor(""));
        assertNull(xForwardedFor("10.0.0.1, "));
        assertEquals("2001:db9::1", xForwardedFor(" \t2001:db9::1\t "));
    }

    @Test
    void neverFailsOnRandomFields() {
        long seed = 7_239;
        Random random = new Random(seed);
        String alphabet = "for=;,\"\\ \tx1:[].hostpr";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder field = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                field.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String where = "seed " + seed + " round " + round;
            for (String name : new String[] {"forwarded", "x-forwarded-for", "x-forwarded-host"}) {
                Forwarded said = Forwarded.of(Headers.of(name, field.toString()), PROXIES);
                String client = said.client();
                assertFalse(client != null && client.isEmpty(), where);
            }
        }
    }
}
