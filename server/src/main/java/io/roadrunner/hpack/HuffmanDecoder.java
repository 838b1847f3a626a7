package io.roadrunner.hpack;

/// Reads text in the Huffman code (RFC 7541 §5.2): one look into a table for the codes of up to 8
/// bits, which all common characters have, and a walk over the lengths for the others. Stateless;
/// any thread.
final class HuffmanDecoder {
    private static final int FIRST_BITS = 8;

    /// By the next 8 bits: `symbol << 8 | length of its code`, or 0 for a longer code.
    private static final int[] SHORT = shortCodes();

    /// The symbols in the order of their codes.
    private static final short[] SYMBOLS = new short[HuffmanCode.SYMBOLS];

    /// By length: the first code, left-justified in 32 bits, that is longer than this.
    private static final long[] END = new long[HuffmanCode.MAX_LENGTH + 1];

    /// By length: what to add to a code of this length to get its place in [#SYMBOLS].
    private static final int[] OFFSET = new int[HuffmanCode.MAX_LENGTH + 1];

    static {
        int place = 0;
        int code = 0;
        for (int length = 1; length <= HuffmanCode.MAX_LENGTH; length++) {
            code <<= 1;
            OFFSET[length] = place - code;
            for (int symbol = 0; symbol < HuffmanCode.SYMBOLS; symbol++) {
                if (HuffmanCode.length(symbol) == length) {
                    SYMBOLS[place++] = (short) symbol;
                    code++;
                }
            }
            END[length] = (long) code << (Integer.SIZE - length);
        }
    }

    private HuffmanDecoder() {}

    /// How many octets so many encoded ones can stand for: the shortest code has 5 bits.
    static int maxDecoded(int encoded) {
        return (int) (encoded * 8L / 5);
    }

    /// Decodes a whole string.
    ///
    /// @param octets holds the string
    /// @param from where it starts
    /// @param to where it ends
    /// @param out takes the text; has room for [#maxDecoded(int)]
    /// @return how many octets the text has
    static int decode(byte[] octets, int from, int to, byte[] out) throws HpackException {
        long bits = 0;
        int held = 0;
        int at = from;
        int size = 0;
        while (true) {
            while (held < Integer.SIZE && at < to) {
                bits = (bits << 8) | (octets[at++] & 0xff);
                held += 8;
            }
            int window = window(bits, held);
            if (held < 8 && window == -1) {
                return size;
            }
            int entry = SHORT[window >>> (Integer.SIZE - FIRST_BITS)];
            if (entry == 0) {
                entry = longCode(window);
            }
            int length = entry & 0xff;
            if (length > held) {
                throw badEnd(window, held);
            }
            out[size++] = (byte) symbol(entry);
            held -= length;
        }
    }

    /// The next 32 bits; behind the end of the string there are only ones.
    private static int window(long bits, int held) {
        if (held >= Integer.SIZE) {
            return (int) (bits >>> (held - Integer.SIZE));
        }
        int missing = Integer.SIZE - held;
        return (int) ((bits << missing) | ((1L << missing) - 1));
    }

    private static int longCode(int window) {
        long next = Integer.toUnsignedLong(window);
        int length = FIRST_BITS + 1;
        while (next >= END[length]) {
            length++;
        }
        int place = (window >>> (Integer.SIZE - length)) + OFFSET[length];
        return (SYMBOLS[place] << 8) | length;
    }

    private static int symbol(int entry) throws HpackException {
        int symbol = entry >>> 8;
        // "A Huffman-encoded string literal containing the EOS symbol MUST be treated as a decoding
        // error." RFC 7541 §5.2
        if (symbol == HuffmanCode.END_OF_STRING) {
            throw new HpackException("the end-of-string symbol in a string");
        }
        return symbol;
    }

    private static HpackException badEnd(int window, int held) {
        // "A padding not corresponding to the most significant bits of the code for the EOS symbol
        // MUST be treated as a decoding error." RFC 7541 §5.2
        if (window != -1) {
            return new HpackException("a string that ends within a code");
        }
        // "A padding strictly longer than 7 bits MUST be treated as a decoding error." §5.2
        return new HpackException("a string with %d bits of padding".formatted(held));
    }

    private static int[] shortCodes() {
        int[] entries = new int[1 << FIRST_BITS];
        for (int symbol = 0; symbol < HuffmanCode.SYMBOLS; symbol++) {
            int length = HuffmanCode.length(symbol);
            if (length <= FIRST_BITS) {
                int first = HuffmanCode.code(symbol) << (FIRST_BITS - length);
                for (int i = 0; i < 1 << (FIRST_BITS - length); i++) {
                    entries[first + i] = (symbol << 8) | length;
                }
            }
        }
        return entries;
    }
}
