package io.roadrunner.hpack;

/// The Huffman code of RFC 7541 Appendix B. It is canonical: symbols in the order of length, then
/// value, have consecutive codes, so the lengths alone say everything. Immutable; any thread.
final class HuffmanCode {
    /// The symbol behind the octets, which no string may hold.
    static final int END_OF_STRING = 256;

    /// How many symbols there are.
    static final int SYMBOLS = 257;

    /// The longest code, in bits.
    static final int MAX_LENGTH = 30;

    /// The length of each octet's code in bits, a digit of base 36; 32 octets in a row.
    private static final String DIGITS =
            "dnsssssssoussussssssssusssssssss"
                    + "6aacd68baa8b8666555666666678f6ca"
                    + "d67777777777777777777777878djde6"
                    + "f56565666577666567655677777fbeds"
                    + "kmkkmmmnmnnnnnonoomnonnnnlmnmnno"
                    + "mlkmmnnlnmmolmnnllmlnmnnkmmmnmmn"
                    + "qqkjmnmpqqqrrqopjlqrrqrollqqsrrr"
                    + "koklmllnmmppooqnqrqqrrrrrsrrrrrq";

    private static final byte[] LENGTHS = lengths();
    private static final int[] CODES = codes();

    private HuffmanCode() {}

    /// The length of a symbol's code, in bits.
    static int length(int symbol) {
        return LENGTHS[symbol];
    }

    /// A symbol's code, in its lowest bits.
    static int code(int symbol) {
        return CODES[symbol];
    }

    private static byte[] lengths() {
        byte[] lengths = new byte[SYMBOLS];
        for (int symbol = 0; symbol < END_OF_STRING; symbol++) {
            lengths[symbol] = (byte) Character.digit(DIGITS.charAt(symbol), 36);
        }
        lengths[END_OF_STRING] = MAX_LENGTH;
        return lengths;
    }

    private static int[] codes() {
        int[] codes = new int[SYMBOLS];
        int next = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            next <<= 1;
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                if (LENGTHS[symbol] == length) {
                    codes[symbol] = next++;
                }
            }
        }
        return codes;
    }
}
