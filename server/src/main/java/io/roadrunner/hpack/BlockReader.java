package io.roadrunner.hpack;

import java.nio.charset.StandardCharsets;

/// A place in a header block and the primitive types that stand there (RFC 7541 §5).
///
/// Owned by one decoder. It refers to the block only from [#start] to [#end()]; the buffer for
/// strings in the Huffman code is made with the first, and a large one is not kept.
final class BlockReader {
    private static final byte[] NONE = {};
    private static final int MAX_CONTINUATION = 5;
    private static final int FIRST_CAPACITY = 256;
    private static final int KEPT_CAPACITY = 1024;

    private byte[] octets = NONE;
    private int at;
    private int to;
    private byte[] text = NONE;

    void start(byte[] block, int blockFrom, int blockTo) {
        octets = block;
        at = blockFrom;
        to = blockTo;
    }

    /// Lets go of the block.
    void end() {
        octets = NONE;
        at = 0;
        to = 0;
        if (text.length > KEPT_CAPACITY) {
            text = NONE;
        }
    }

    boolean hasMore() {
        return at < to;
    }

    /// The octet that comes next, as a number from 0 to 255; there must be one.
    int peek() {
        return octets[at] & 0xff;
    }

    /// Reads an integer (RFC 7541 §5.1).
    ///
    /// @param prefixBits how many bits of the next octet belong to it
    /// @return from 0 to [Integer#MAX_VALUE]
    int integer(int prefixBits) throws HpackException {
        int mask = (1 << prefixBits) - 1;
        int prefix = next() & mask;
        if (prefix < mask) {
            return prefix;
        }
        long value = prefix;
        // "Integer encodings that exceed implementation limits -- in value or octet length -- MUST
        // be treated as decoding errors." RFC 7541 §5.1
        for (int i = 0; i < MAX_CONTINUATION; i++) {
            int octet = next();
            value += (long) (octet & 0x7f) << (7 * i);
            if (value > Integer.MAX_VALUE) {
                throw new HpackException("an integer above " + Integer.MAX_VALUE);
            }
            if (octet < 0x80) {
                return (int) value;
            }
        }
        throw new HpackException(
                "an integer of more than %d octets".formatted(1 + MAX_CONTINUATION));
    }

    /// Reads a string literal (RFC 7541 §5.2).
    String string() throws HpackException {
        if (!hasMore()) {
            throw truncated();
        }
        boolean huffman = (peek() & 0x80) != 0;
        int length = integer(7);
        if (length > to - at) {
            throw new HpackException(
                    "a string of %d octets where %d are left".formatted(length, to - at));
        }
        int from = at;
        at += length;
        return huffman
                ? decoded(from, at)
                : new String(octets, from, length, StandardCharsets.ISO_8859_1);
    }

    private String decoded(int from, int end) throws HpackException {
        int room = HuffmanDecoder.maxDecoded(end - from);
        if (room > text.length) {
            text = new byte[Math.max(room, FIRST_CAPACITY)];
        }
        int size = HuffmanDecoder.decode(octets, from, end, text);
        return new String(text, 0, size, StandardCharsets.ISO_8859_1);
    }

    private int next() throws HpackException {
        if (!hasMore()) {
            throw truncated();
        }
        return octets[at++] & 0xff;
    }

    private static HpackException truncated() {
        return new HpackException("a block that ends within a field");
    }
}
