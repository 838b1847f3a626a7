package io.roadrunner.hpack;

import io.roadrunner.bytes.ByteOutput;

/// Writes the primitive types of a header block (RFC 7541 §5). Stateless; any thread.
final class BlockWriter {
    private BlockWriter() {}

    /// Writes an integer (RFC 7541 §5.1).
    ///
    /// @param pattern the bits of the first octet above the prefix
    /// @param prefixBits how many bits of the first octet the integer may use
    static void integer(ByteOutput out, int pattern, int prefixBits, int value) {
        int mask = (1 << prefixBits) - 1;
        if (value < mask) {
            out.put(pattern | value);
            return;
        }
        out.put(pattern | mask);
        int rest = value - mask;
        while (rest >= 0x80) {
            out.put((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.put(rest);
    }

    /// Writes a string literal, in the Huffman code where that is shorter (RFC 7541 §5.2).
    static void string(ByteOutput out, String text) {
        int encoded = HuffmanEncoder.length(text);
        if (encoded < text.length()) {
            integer(out, 0x80, 7, encoded);
            HuffmanEncoder.encode(out, text);
        } else {
            integer(out, 0, 7, text.length());
            out.putLatin1(text);
        }
    }

    /// Writes a literal field up to its value, which is a string literal (RFC 7541 §6.2).
    ///
    /// @param nameIndex where the name is in a table; 0 to write it out
    static void literalName(ByteOutput out, Indexing indexing, int nameIndex, String name) {
        integer(out, indexing.pattern(), indexing.prefixBits(), nameIndex);
        if (nameIndex == 0) {
            string(out, name);
        }
    }
}
