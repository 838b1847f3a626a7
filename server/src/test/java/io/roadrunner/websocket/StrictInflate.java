package io.roadrunner.websocket;

import java.util.Arrays;

/// A decoder of the raw DEFLATE format that is as slow as it is strict: no distance may reach
/// further back than its window, which stays from call to call. The opposite side of
/// [MessageDeflater] in the tests, of which the platform's decoder would forgive too much.
final class StrictInflate {
    private static final int END_OF_BLOCK = 256;
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258
    };
    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    private final int window;
    private byte[] output = new byte[1024];
    private int size;
    private int reachable;
    private int farthest;
    private byte[] input = {};
    private int bit;

    /// @param bits the window as a power of two of octets
    StrictInflate(int bits) {
        window = 1 << bits;
    }

    /// The farthest that anything has referred back.
    int farthest() {
        return farthest;
    }

    /// Forgets the window.
    void reset() {
        reachable = 0;
    }

    /// Decodes one message that has its `00 00 ff ff` again.
    byte[] message(byte[] payload) {
        input = Arrays.copyOf(payload, payload.length + 4);
        input[payload.length + 2] = (byte) 0xff;
        input[payload.length + 3] = (byte) 0xff;
        bit = 0;
        int start = size;
        while (bit < input.length * 8) {
            block();
        }
        return Arrays.copyOfRange(output, start, size);
    }

    private void block() {
        boolean isFinal = bits(1) == 1;
        switch (bits(2)) {
            case 0 -> stored();
            case 1 -> {
                int[] lengths = new int[288];
                Arrays.fill(lengths, 0, 144, 8);
                Arrays.fill(lengths, 144, 256, 9);
                Arrays.fill(lengths, 256, 280, 7);
                Arrays.fill(lengths, 280, 288, 8);
                int[] distances = new int[30];
                Arrays.fill(distances, 5);
                compressed(new Code(lengths), new Code(distances));
            }
            case 2 -> dynamic();
            default -> throw new IllegalArgumentException("block type 3");
        }
        if (isFinal) {
            toNextOctet();
            reachable = 0;
        }
    }

    private void stored() {
        toNextOctet();
        int length = bits(16);
        if ((bits(16) ^ 0xffff) != length) {
            throw new IllegalArgumentException("NLEN is not LEN");
        }
        for (int i = 0; i < length; i++) {
            put(bits(8));
        }
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int codes = bits(4) + 4;
        int[] lengths = new int[ORDER.length];
        for (int i = 0; i < codes; i++) {
            lengths[ORDER[i]] = bits(3);
        }
        Code code = new Code(lengths);
        int[] all = new int[literals + distances];
        int at = 0;
        while (at < all.length) {
            int symbol = symbol(code);
            int value = symbol < 16 ? symbol : symbol == 16 ? all[at - 1] : 0;
            int times =
                    switch (symbol) {
                        case 16 -> 3 + bits(2);
                        case 17 -> 3 + bits(3);
                        case 18 -> 11 + bits(7);
                        default -> 1;
                    };
            Arrays.fill(all, at, at + times, value);
            at += times;
        }
        compressed(
                new Code(Arrays.copyOf(all, literals)),
                new Code(Arrays.copyOfRange(all, literals, all.length)));
    }

    private void compressed(Code literals, Code distances) {
        int symbol = symbol(literals);
        while (symbol != END_OF_BLOCK) {
            if (symbol < END_OF_BLOCK) {
                put(symbol);
            } else {
                int index = symbol - END_OF_BLOCK - 1;
                int length = LENGTH_BASE[index] + bits(LENGTH_EXTRA[index]);
                copy(distance(symbol(distances)), length);
            }
            symbol = symbol(literals);
        }
    }

    private int distance(int symbol) {
        int extra = Math.max(0, symbol / 2 - 1);
        int base = symbol < 4 ? symbol + 1 : ((2 + symbol % 2) << extra) + 1;
        return base + bits(extra);
    }

    private void copy(int distance, int length) {
        if (distance > Math.min(window, reachable)) {
            throw new IllegalArgumentException("distance " + distance + " of " + window);
        }
        farthest = Math.max(farthest, distance);
        for (int i = 0; i < length; i++) {
            put(output[size - distance]);
        }
    }

    private void put(int octet) {
        if (size == output.length) {
            output = Arrays.copyOf(output, 2 * size);
        }
        output[size++] = (byte) octet;
        reachable++;
    }

    private int symbol(Code code) {
        int value = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length < Code.LENGTHS; length++) {
            value = value << 1 | bits(1);
            int count = code.counts[length];
            if (value - first < count) {
                return code.symbols[index + value - first];
            }
            index += count;
            first = (first + count) << 1;
        }
        throw new IllegalArgumentException("no code");
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value |= (input[bit / 8] >> (bit % 8) & 1) << i;
        }
        return value;
    }

    private void toNextOctet() {
        bit = (bit + 7) / 8 * 8;
    }

    /// A canonical Huffman code: how many codes there are of each length, and what they stand for
    /// in order.
    private static final class Code {
        static final int LENGTHS = 16;

        final int[] counts = new int[LENGTHS];
        final int[] symbols;

        Code(int[] lengths) {
            symbols = new int[lengths.length];
            int next = 0;
            for (int length = 1; length < LENGTHS; length++) {
                for (int symbol = 0; symbol < lengths.length; symbol++) {
                    if (lengths[symbol] == length) {
                        symbols[next++] = symbol;
                        counts[length]++;
                    }
                }
            }
        }
    }
}
