package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CookiesTest {
    @Test
    @DisplayName("RFC 9113 §8.2.3: the cookies of all fields are read, in order")
    void readsAllCookieFields() {
        Headers headers = Headers.of("cookie", "a=1; b=2", "x-other", "c=3", "Cookie", "a=4");
        assertEquals(
                List.of(new Cookie("a", "1"), new Cookie("b", "2"), new Cookie("a", "4")),
                Cookies.parse(headers));
        assertEquals("1", Cookies.first(headers, "a"));
        assertNull(Cookies.first(headers, "c"));
        assertEquals(List.of(), Cookies.parse(Headers.empty()));
    }

    @Test
    @DisplayName("RFC 6265 §4.2: pairs are split at semicolons and their first equals sign")
    void readsOddFields() {
        assertEquals(List.of(), Cookies.parse(""));
        assertEquals(List.of(), Cookies.parse("; ;;\t;"));
        assertEquals(List.of(), Cookies.parse("noequals"));
        assertEquals(List.of(), Cookies.parse("=nameless; =;  = x"));
        assertEquals(List.of(new Cookie("a", "")), Cookies.parse("a="));
        assertEquals(List.of(new Cookie("a", "b=c")), Cookies.parse("a=b=c"));
        assertEquals(List.of(new Cookie("a", "\"q\"")), Cookies.parse("a=\"q\""));
        assertEquals(List.of(new Cookie("a", "1")), Cookies.parse("\t a \t=\t 1 \t"));
        assertEquals(List.of(new Cookie("b", "2")), Cookies.parse("a;b=2"));
        assertEquals(List.of(new Cookie("b", "2")), Cookies.parse("a; b=2;"));
        assertEquals(List.of(new Cookie("A", "1"), new Cookie("a", "2")), Cookies.parse("A=1;a=2"));
    }

    @Test
    void readsUpToItsLimitAndNoFurther() {
        String atLimit = "a=1;".repeat(Cookies.MAX_COOKIES - 1) + "b=2;";
        assertEquals(Cookies.MAX_COOKIES, Cookies.parse(atLimit).size());
        Headers past = Headers.of("cookie", atLimit + "c=3", "cookie", "d=4");
        assertEquals(Cookies.MAX_COOKIES, Cookies.parse(past).size());
        assertEquals("2", Cookies.first(past, "b"));
        assertNull(Cookies.first(past, "c"));
        assertNull(Cookies.first(past, "d"));
    }

    @Test
    void whatIsSetComesBackAsItWas() {
        long seed = 6_265;
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            String hint = "seed " + seed + " round " + round;
            String name = text(random, 1 + random.nextInt(8));
            String value = text(random, random.nextInt(12));
            try {
                SetCookie set = SetCookie.builder(name, value).path("/").build();
                // A browser sends back what stands before the first semicolon.
                String pair = set.toString().substring(0, set.toString().indexOf(';'));
                String others = random.nextBoolean() ? "x=; " : "";
                List<Cookie> cookies = Cookies.parse(others + pair + "; y=z");
                assertEquals(new Cookie(name, value), cookies.get(others.isEmpty() ? 0 : 1), hint);
                assertEquals(new Cookie("y", "z"), cookies.getLast(), hint);
            } catch (InvalidCookieException _) {
                refused++;
            }
        }
        assertTrue(refused > 0 && refused < 5_000, "both outcomes occur: " + refused);
    }

    @Test
    void anyFieldIsRead() {
        long seed = 4_2;
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            String field = RandomText.of(random, 60);
            for (Cookie cookie : Cookies.parse(field)) {
                String hint = "seed " + seed + " round " + round;
                assertFalse(cookie.name().isEmpty(), hint);
                assertEquals(-1, cookie.name().indexOf(';'), hint);
                assertEquals(-1, cookie.name().indexOf('='), hint);
                assertEquals(-1, cookie.value().indexOf(';'), hint);
                assertTrue(field.contains(cookie.value()), hint);
            }
        }
    }

    /// Mostly what a cookie may have, some of what separates its parts.
    private static String text(Random random, int length) {
        String alphabet = "abcXYZ019!#$%&'*+-.^_`|~abcXYZ019=;\", \\";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void theListCannotBeChanged() {
        List<Cookie> cookies = Cookies.parse("a=1");
        assertThrows(UnsupportedOperationException.class, () -> cookies.remove(0));
    }
}
