package io.roadrunner.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Scans that look at eight octets at a time find what a look at each one finds.
class AsciiTest {
    private static final int LENGTH = 21;

    private static int endByOctets(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && Ascii.isFieldValueCharacter(octets[at] & 0xff)) {
            at++;
        }
        return at;
    }

    @Test
    void everyOctetIsSeenAtEveryPlaceOfAFieldValue() {
        for (int filler : new int[] {'a', ' ', '\t', 0x80, 0xff, 0x7e}) {
            for (int octet = 0; octet < 256; octet++) {
                byte[] octets = new byte[LENGTH];
                for (int place = 0; place < LENGTH; place++) {
                    Arrays.fill(octets, (byte) filler);
                    octets[place] = (byte) octet;
                    for (int to = place; to <= LENGTH; to++) {
                        int expected = endByOctets(octets, place % 3, to);
                        assertEquals(expected, Ascii.fieldValueEnd(octets, place % 3, to));
                    }
                }
            }
        }
    }

    @Test
    void theFirstOfSeveralOctetsEndsAFieldValue() {
        byte[] octets = "abc\r\nx\u007f\0defghij".getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < octets.length; from++) {
            int expected = endByOctets(octets, from, octets.length);
            assertEquals(expected, Ascii.fieldValueEnd(octets, from, octets.length));
        }
    }

    @Test
    void aTokenIsPutIntoLowerCaseUpToItsEnd() {
        byte[] octets = "X-Some_Name`0: Value".getBytes(StandardCharsets.US_ASCII);
        assertEquals(13, Ascii.lowerCaseToken(octets, 0, octets.length));
        assertEquals("x-some_name`0: Value", new String(octets, StandardCharsets.US_ASCII));
        assertEquals(3, Ascii.lowerCaseToken(octets, 2, 3));
    }
}
