package io.roadrunner.hpack;

import io.roadrunner.bytes.ByteOutput;

/// Writes text in the Huffman code (RFC 7541 §5.2). Stateless; any thread.
final class HuffmanEncoder {
    private HuffmanEncoder() {}

    /// How many octets the text takes when encoded. Only the low eight bits of a character count.
    static int length(String text) {
        long bits = 0;
        for (int i = 0; i < text.length(); i++) {
            bits += HuffmanCode.length(text.charAt(i) & 0xff);
        }
        return (int) ((bits + 7) / 8);
    }

    /// Appends the encoded text, filled up with ones to a whole octet.
    static void encode(ByteOutput out, String text) {
        long bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            int symbol = text.charAt(i) & 0xff;
            int length = HuffmanCode.length(symbol);
            bits = (bits << length) | HuffmanCode.code(symbol);
            held += length;
            while (held >= 8) {
                held -= 8;
                out.put((int) (bits >>> held));
            }
        }
        if (held > 0) {
            int padding = 8 - held;
            out.put((int) (bits << padding) | ((1 << padding) - 1));
        }
    }
}
