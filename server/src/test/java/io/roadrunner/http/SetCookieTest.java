package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SetCookieTest {
    @Test
    @DisplayName("RFC 6265 §4.1.1: attributes follow the pair in a fixed order")
    void writesAllAttributesInOrder() {
        SetCookie cookie =
                SetCookie.builder("id", "abc")
                        .sameSite(SetCookie.SameSite.LAX)
                        .httpOnly()
                        .secure()
                        .expires(Instant.parse("1994-11-06T08:49:37Z"))
                        .maxAge(Duration.ofMinutes(1))
                        .path("/app")
                        .domain("example.org")
                        .build();
        assertEquals(
                "id=abc; Domain=example.org; Path=/app; Max-Age=60;"
                        + " Expires=Sun, 06 Nov 1994 08:49:37 GMT; Secure; HttpOnly; SameSite=Lax",
                cookie.toString());
    }

    @Test
    void writesNothingThatWasNotGiven() {
        assertEquals("a=", SetCookie.builder("a", "").build().toString());
        assertEquals(
                "a=1; Max-Age=0",
                SetCookie.builder("a", "1").maxAge(Duration.ZERO).build().toString());
    }

    @Test
    @DisplayName("RFC 6265 §4.1.1: a name is a token")
    void refusesNamesThatAreNoTokens() {
        for (String name :
                new String[] {"", " ", "a b", "a=b", "a;b", "é", "a\r\nb", "a\0", "(a)"}) {
            assertRefused(SetCookie.builder(name, "v"), name);
        }
        SetCookie.builder("!#$%&'*+-.^_`|~09azAZ", "v").build();
    }

    @Test
    @DisplayName("RFC 6265 §4.1.1: a value is made of cookie octets, quoted or not")
    void refusesValuesOutsideOfTheGrammar() {
        String[] values = {
            "a b",
            "a,b",
            "a;b",
            "a\\b",
            "a\"b",
            "\"",
            "\"a",
            "a\"",
            "\"a\"b\"",
            "é",
            "a\r\nb",
            "\0",
            "\t",
            "\u007f"
        };
        for (String value : values) {
            assertRefused(SetCookie.builder("n", value), value);
        }
        assertEquals("n=\"a\"", SetCookie.builder("n", "\"a\"").build().toString());
        assertEquals("n=\"\"", SetCookie.builder("n", "\"\"").build().toString());
        SetCookie.builder("n", "!#$%&'()*+-./09:<=>?@AZ[]^_`az{|}~").build();
    }

    @Test
    void acceptsNameAndValueUpToTheLimitOfBrowsers() {
        assertEquals(4097, SetCookie.builder("n", "v".repeat(4095)).build().toString().length());
        assertRefused(SetCookie.builder("n", "v".repeat(4096)), "one byte more");
    }

    @Test
    void refusesDomainsThatAreNoHostNames() {
        String longest = ("a".repeat(63) + ".").repeat(3) + "a".repeat(61);
        assertEquals(253, longest.length());
        for (String domain : new String[] {"example.org", "a", "127.0.0.1", "a-b.c", longest}) {
            SetCookie.builder("n", "v").domain(domain).build();
        }
        String[] refused = {
            "",
            ".",
            ".example.org",
            "example.org.",
            "a..b",
            "-a.b",
            "a-.b",
            "a b",
            "a;b",
            "é.org",
            "a_b",
            "a:80",
            "[::1]",
            "a".repeat(64),
            longest + "a",
            "x\r\ny"
        };
        for (String domain : refused) {
            assertRefused(SetCookie.builder("n", "v").domain(domain), domain);
        }
    }

    @Test
    void refusesPathsThatABrowserWouldIgnoreOrCut() {
        for (String path : new String[] {"/", "/a/b c", "/a,b=c", "/" + "a".repeat(1023)}) {
            SetCookie.builder("n", "v").path(path).build();
        }
        String[] refused = {
            "", "a", "a/", "/a;b", "/a\r\n", "/\0", "/é", "/a ", "/" + "a".repeat(1024)
        };
        for (String path : refused) {
            assertRefused(SetCookie.builder("n", "v").path(path), path);
        }
    }

    @Test
    void refusesAgesThatCannotBeWritten() {
        assertRefused(SetCookie.builder("n", "v").maxAge(Duration.ofSeconds(-1)), "negative");
        assertRefused(SetCookie.builder("n", "v").maxAge(Duration.ofMillis(1500)), "fraction");
        SetCookie.builder("n", "v").maxAge(Duration.ofSeconds(Long.MAX_VALUE)).build();
    }

    @Test
    @DisplayName("RFC 6265 §5.1.1: dates before 1601 or of more than four digits are refused")
    void refusesDatesThatABrowserWouldIgnore() {
        String[] dates = {"1600-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"};
        for (String date : dates) {
            assertRefused(SetCookie.builder("n", "v").expires(Instant.parse(date)), date);
        }
        SetCookie.builder("n", "v").expires(Instant.parse("1601-01-01T00:00:00Z")).build();
        SetCookie.builder("n", "v").expires(Instant.parse("9999-12-31T23:59:59Z")).build();
    }

    @Test
    void refusesSameSiteNoneWithoutSecure() {
        assertRefused(
                SetCookie.builder("n", "v").sameSite(SetCookie.SameSite.NONE), "without Secure");
        assertEquals(
                "n=v; Secure; SameSite=None",
                SetCookie.builder("n", "v")
                        .sameSite(SetCookie.SameSite.NONE)
                        .secure()
                        .build()
                        .toString());
        assertEquals(
                "n=v; SameSite=Strict",
                SetCookie.builder("n", "v").sameSite(SetCookie.SameSite.STRICT).build().toString());
    }

    @Test
    void demandsSecureForTheSecurePrefixInAnyCase() {
        assertRefused(SetCookie.builder("__Secure-n", "v"), "__Secure-");
        assertRefused(SetCookie.builder("__sEcUrE-n", "v"), "other case");
        SetCookie.builder("__Secure-n", "v").secure().build();
        SetCookie.builder("_Secure-n", "v").build();
    }

    @Test
    void demandsWhatTheHostPrefixPromises() {
        assertRefused(SetCookie.builder("__Host-n", "v"), "nothing");
        assertRefused(SetCookie.builder("__Host-n", "v").secure(), "no path");
        assertRefused(SetCookie.builder("__Host-n", "v").path("/"), "not secure");
        assertRefused(SetCookie.builder("__host-n", "v").secure().path("/a"), "other path");
        assertRefused(
                SetCookie.builder("__Host-n", "v").secure().path("/").domain("a.b"), "domain");
        assertEquals(
                "__Host-n=v; Path=/; Secure",
                SetCookie.builder("__Host-n", "v").secure().path("/").build().toString());
    }

    private static void assertRefused(SetCookie.Builder cookie, String what) {
        InvalidCookieException refusal =
                assertThrows(InvalidCookieException.class, cookie::build, what);
        String message = String.valueOf(refusal.getMessage());
        assertEquals(-1, message.indexOf('\n'), "a message on one line");
    }
}
