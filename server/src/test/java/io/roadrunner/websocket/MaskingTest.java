package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MaskingTest {
    private static final int KEY = 0xa12bc3f4;

    /// The masking of RFC 6455 §5.3, octet by octet.
    private static byte[] masked(byte[] octets, int from, int to) {
        byte[] result = octets.clone();
        for (int i = from; i < to; i++) {
            result[i] ^= (byte) (KEY >>> (24 - 8 * ((i - from) % 4)));
        }
        return result;
    }

    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        new Random(17).nextBytes(octets);
        return octets;
    }

    @Test
    @DisplayName("octet i is masked with octet i modulo 4 of the key (RFC 6455 §5.3)")
    void masksAnyPartOfAnArrayAndNothingElse() {
        byte[] plain = random(80);
        for (int from = 0; from < 17; from++) {
            for (int to = from; to <= plain.length; to++) {
                byte[] octets = plain.clone();
                int next = Masking.apply(octets, from, to, KEY);
                assertArrayEquals(masked(plain, from, to), octets, from + " to " + to);
                assertEquals(Integer.rotateLeft(KEY, 8 * (to - from)), next, from + " to " + to);
            }
        }
    }

    @Test
    void goesOnWithTheKeyThatItReturns() {
        byte[] plain = random(70);
        for (int first = 0; first <= 20; first++) {
            for (int second = first; second <= plain.length; second++) {
                byte[] octets = plain.clone();
                int key = Masking.apply(octets, 0, first, KEY);
                key = Masking.apply(octets, first, second, key);
                Masking.apply(octets, second, octets.length, key);
                assertArrayEquals(masked(plain, 0, plain.length), octets, first + ", " + second);
            }
        }
    }

    @Test
    void isItsOwnInverse() {
        byte[] plain = random(1001);
        byte[] octets = plain.clone();
        Masking.apply(octets, 0, octets.length, KEY);
        Masking.apply(octets, 0, octets.length, KEY);
        assertArrayEquals(plain, octets);
    }

    @Test
    void leavesEverythingAsItIsUnderTheKeyZero() {
        byte[] plain = random(100);
        byte[] octets = plain.clone();
        assertEquals(0, Masking.apply(octets, 0, octets.length, 0));
        assertArrayEquals(plain, octets);
    }
}
