package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.MalformedResponseException;
import java.io.ByteArrayOutputStream;

/// The Huffman code of RFC 7541 appendix B, made from the lengths of its codes alone: it is a
/// canonical one, in which codes of one length follow each other in the order of their symbols.
/// Stateless; any thread.
final class HuffmanCode {
    private static final int END_OF_STRING = 256;
    private static final int SYMBOLS = 257;
    private static final int LONGEST = 30;

    /// `7*22` means twenty-two symbols with codes of 7 bits.
    private static final String LENGTHS =
            """
            13 23 28*7 24 30 28 28 30 28*8 30 28*9 6 10 10 12 13 6 8 11 10 10 8 11 8 6 6
            6 5 5 5 6*7 7 8 15 6 12 10 13 6 7*22 8 7 8 13 19 13 14 6 15 5 6 5 6 5 6 6 6
            5 7 7 6 6 6 5 6 7 6 5 5 6 7*5 15 11 14 13 28 20 22 20 20 22 22 22 23 22 23*5
            24 23 24 24 22 23 24 23*4 21 22 23 22 23 23 24 22 21 20 22 22 23 23 21 23 22
            22 24 21 22 23 23 21 21 22 21 23 22 23 23 20 22 22 22 23 22 22 23 26 26 20
            19 22 23 22 25 26 26 26 27 27 26 24 25 19 21 26 27 27 26 27 24 21 21 26 26
            28 27 27 27 20 24 20 21 22 21 21 23 22 22 25 25 24 24 26 23 26 27 26 26 27*5
            28 27*5 26 30
            """;

    private static final int[] LENGTH_OF = lengths();
    private static final int[] CODE_OF = new int[SYMBOLS];

    /// The symbols in the order of their codes, and where each length begins in it.
    private static final int[] BY_CODE = new int[SYMBOLS];

    private static final int[] FIRST_CODE = new int[LONGEST + 2];
    private static final int[] FIRST_INDEX = new int[LONGEST + 2];

    static {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            FIRST_CODE[length] = code;
            FIRST_INDEX[length] = index;
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                if (LENGTH_OF[symbol] == length) {
                    CODE_OF[symbol] = code++;
                    BY_CODE[index++] = symbol;
                }
            }
            code <<= 1;
        }
        FIRST_INDEX[LONGEST + 1] = index;
    }

    private HuffmanCode() {}

    private static int[] lengths() {
        int[] lengths = new int[SYMBOLS];
        int symbol = 0;
        for (String run : LENGTHS.strip().split("\\s", -1)) {
            int star = run.indexOf('*');
            int length = Integer.parseInt(star < 0 ? run : run.substring(0, star));
            int count = star < 0 ? 1 : Integer.parseInt(run.substring(star + 1));
            for (int i = 0; i < count; i++) {
                lengths[symbol++] = length;
            }
        }
        return lengths;
    }

    static byte[] encode(byte[] octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length);
        long bits = 0;
        int count = 0;
        for (byte octet : octets) {
            int symbol = octet & 0xff;
            bits = (bits << LENGTH_OF[symbol]) | CODE_OF[symbol];
            count += LENGTH_OF[symbol];
            while (count >= 8) {
                count -= 8;
                out.write((int) (bits >>> count));
            }
        }
        if (count > 0) {
            out.write((int) ((bits << (8 - count)) | (0xff >>> count)));
        }
        return out.toByteArray();
    }

    /// The octets behind a code, or what RFC 7541 §5.2 calls a decoding error.
    static byte[] decode(byte[] encoded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length * 2);
        int code = 0;
        int length = 0;
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            code = (code << 1) | ((encoded[bit >> 3] >> (7 - (bit & 7))) & 1);
            length++;
            int symbol = symbol(code, length);
            if (symbol == END_OF_STRING) {
                throw new MalformedResponseException("HPACK: a Huffman code holds EOS");
            }
            if (symbol >= 0) {
                out.write(symbol);
                code = 0;
                length = 0;
            }
        }
        if (length > 7) {
            throw new MalformedResponseException("HPACK: a Huffman padding of 8 bits or more");
        }
        if (code != (1 << length) - 1) {
            throw new MalformedResponseException("HPACK: a Huffman padding that is not all ones");
        }
        return out.toByteArray();
    }

    /// The symbol with this code, -1 when a longer one is meant.
    private static int symbol(int code, int length) {
        int offset = code - FIRST_CODE[length];
        int count = FIRST_INDEX[length + 1] - FIRST_INDEX[length];
        return offset >= 0 && offset < count ? BY_CODE[FIRST_INDEX[length] + offset] : -1;
    }
}
