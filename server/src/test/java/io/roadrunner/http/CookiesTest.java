package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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
    void theListCannotBeChanged() {
        List<Cookie> cookies = Cookies.parse("a=1");
        assertThrows(UnsupportedOperationException.class, () -> cookies.remove(0));
    }
}
