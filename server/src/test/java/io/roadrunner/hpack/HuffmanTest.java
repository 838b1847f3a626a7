package io.roadrunner.hpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.bytes.ByteOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuffmanTest {
    private static byte[] encoded(String text) {
        ByteOutput out = new ByteOutput(8);
        HuffmanEncoder.encode(out, text);
        byte[] octets = new byte[out.size()];
        out.toByteBuffer().get(octets);
        assertEquals(octets.length, HuffmanEncoder.length(text));
        return octets;
    }

    private static String decoded(byte[] octets) throws HpackException {
        byte[] text = new byte[HuffmanDecoder.maxDecoded(octets.length)];
        int size = HuffmanDecoder.decode(octets, 0, octets.length, text);
        return new String(text, 0, size, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @DisplayName("codes are those of RFC 7541 Appendix B")
    @CsvSource({
        "0,1ff8,13",
        "1,7fffd8,23",
        "9,ffffea,24",
        "10,3ffffffc,30",
        "13,3ffffffd,30",
        "22,3ffffffe,30",
        "32,14,6",
        "48,0,5",
        "92,7fff0,19",
        "97,3,5",
        "127,ffffffc,28",
        "128,fffe6,20",
        "199,1ffffec,25",
        "208,7fff2,19",
        "255,3ffffee,26",
        "256,3fffffff,30"
    })
    void knowsTheCode(int symbol, String code, int length) {
        assertEquals(length, HuffmanCode.length(symbol));
        assertEquals(code, Integer.toHexString(HuffmanCode.code(symbol)));
    }

    @Test
    void theCodeIsComplete() {
        long covered = 0;
        for (int symbol = 0; symbol < HuffmanCode.SYMBOLS; symbol++) {
            covered += 1L << (HuffmanCode.MAX_LENGTH - HuffmanCode.length(symbol));
        }
        assertEquals(1L << HuffmanCode.MAX_LENGTH, covered);
    }

    @Test
    void everyPairOfOctetsIsReadAsItWasWritten() throws HpackException {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                String text = new String(new char[] {(char) first, (char) second});
                assertEquals(text, decoded(encoded(text)));
            }
        }
    }

    @Test
    void theShortestCodesFillTheRoomThatIsPromised() throws HpackException {
        for (int length = 0; length < 100; length++) {
            String text = "a".repeat(length);
            assertEquals(text, decoded(encoded(text)));
        }
        assertEquals(8, HuffmanDecoder.maxDecoded(5));
        assertEquals(6, HuffmanDecoder.maxDecoded(4));
    }

    @Test
    @DisplayName("no code may be cut (RFC 7541 §5.2)")
    void refusesEveryStringThatEndsWithinACode() {
        for (int symbol = 0; symbol < 256; symbol++) {
            byte[] octets = encoded(String.valueOf((char) symbol));
            for (int end = 1; end < octets.length; end++) {
                byte[] cut = Arrays.copyOf(octets, end);
                assertThrows(HpackException.class, () -> decoded(cut), () -> "symbol " + cut[0]);
            }
        }
    }
}
