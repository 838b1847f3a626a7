package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PercentEncodingTest {
    @Test
    @DisplayName(
            "RFC 3986 §2.3: unreserved characters stand for themselves, all others are encoded")
    void encodesAllButUnreservedInUpperCase() {
        assertEquals("azAZ09-._~", PercentEncoding.encode("azAZ09-._~"));
        assertEquals("a%2Fb%20%2B%25%26%3D%00", PercentEncoding.encode("a/b +%&=\0"));
        assertEquals("%C3%A9%E2%82%AC%F0%9F%98%80", PercentEncoding.encode("é€😀"));
        assertEquals("", PercentEncoding.encode(""));
    }

    @Test
    @DisplayName("RFC 3986 §2.1: hexadecimal digits in both cases are equivalent")
    void decodesBothCases() {
        assertEquals("/é/é", PercentEncoding.decode("%2f%c3%a9%2F%C3%A9"));
        assertEquals("a+b", PercentEncoding.decode("a+b"));
        assertEquals("plain", PercentEncoding.decode("plain"));
        assertEquals("é%", PercentEncoding.decode("é%25"));
    }

    @Test
    void refusesMalformedSequences() {
        for (String text :
                new String[] {"%", "a%", "%1", "%g0", "%0g", "%%41", "% 1", "%-1", "a%4"}) {
            assertThrows(IllegalArgumentException.class, () -> PercentEncoding.decode(text), text);
        }
    }

    @Test
    void refusesWhatIsNotUtf8() {
        String[] texts = {
            "%80", "%C3", "%C0%AF", "%ED%A0%80", "%F8%88%80%80%80", "a%FFb", "%E2%82"
        };
        for (String text : texts) {
            assertThrows(IllegalArgumentException.class, () -> PercentEncoding.decode(text), text);
        }
    }

    @Test
    void decodesFormPartsWithoutRefusingAny() {
        assertEquals("a b", PercentEncoding.decodeFormPart("a+b"));
        assertEquals("+", PercentEncoding.decodeFormPart("%2B"));
        assertEquals("100%", PercentEncoding.decodeFormPart("100%"));
        assertEquals("% %4 %zz é", PercentEncoding.decodeFormPart("%+%4+%zz+%c3%a9"));
        assertEquals("\ufffd", PercentEncoding.decodeFormPart("%FF"));
        assertEquals("%A", PercentEncoding.decodeFormPart("%%41"));
    }

    @Test
    void decodingReversesEncodingForAnyText() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            String text = RandomText.of(random, 40);
            String hint = "seed " + seed + " round " + round;
            assertEquals(text, PercentEncoding.decode(PercentEncoding.encode(text)), hint);
            String part = PercentEncoding.encodeFormPart(text);
            assertEquals(text, PercentEncoding.decodeFormPart(part), hint);
        }
    }
}
