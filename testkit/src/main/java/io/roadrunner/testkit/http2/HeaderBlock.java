package io.roadrunner.testkit.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A header block written representation by representation, RFC 7541 §6. It keeps no dynamic table:
/// a test that adds fields counts them itself and refers to them with [#index(int)].
///
/// ```java
/// HeaderBlock.empty().index(2).index(6).index(4).added("x-first", "1").index(62);
/// ```
///
/// Owned by the test, used by one thread.
public final class HeaderBlock {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean huffman;

    private HeaderBlock() {}

    /// {@return a block with nothing in it}
    public static HeaderBlock empty() {
        return new HeaderBlock();
    }

    /// Encodes the strings that follow with the Huffman code, or no longer.
    ///
    /// @param on whether to
    /// @return this block
    public HeaderBlock huffman(boolean on) {
        huffman = on;
        return this;
    }

    /// An indexed field, RFC 7541 §6.1.
    ///
    /// @param index 1 to 61 is the static table, 62 the newest entry of the dynamic one; 0 is an
    ///   error
    /// @return this block
    public HeaderBlock index(int index) {
        integer(0x80, 7, index);
        return this;
    }

    /// A field as an index where the static table has it, and as a literal without indexing
    /// otherwise.
    ///
    /// @param name each character one octet
    /// @param value each character one octet
    /// @return this block
    public HeaderBlock field(String name, String value) {
        int index = StaticTable.indexOf(name, value);
        return index > 0 ? index(index) : notAdded(name, value);
    }

    /// A literal that the peer adds to its dynamic table, RFC 7541 §6.2.1.
    ///
    /// @param name each character one octet
    /// @param value each character one octet
    /// @return this block
    public HeaderBlock added(String name, String value) {
        return literal(0x40, 6, name, value);
    }

    /// A literal without indexing, RFC 7541 §6.2.2.
    ///
    /// @param name each character one octet
    /// @param value each character one octet
    /// @return this block
    public HeaderBlock notAdded(String name, String value) {
        return literal(0, 4, name, value);
    }

    /// A literal that is never indexed, RFC 7541 §6.2.3.
    ///
    /// @param name each character one octet
    /// @param value each character one octet
    /// @return this block
    public HeaderBlock neverAdded(String name, String value) {
        return literal(0x10, 4, name, value);
    }

    /// A change of the dynamic table's size, RFC 7541 §6.3.
    ///
    /// @param octets 0 or more; above what the peer allows is an error
    /// @return this block
    public HeaderBlock tableSize(int octets) {
        integer(0x20, 5, octets);
        return this;
    }

    /// Anything else.
    ///
    /// @param octets as they are
    /// @return this block
    public HeaderBlock raw(int... octets) {
        for (int octet : octets) {
            out.write(octet);
        }
        return this;
    }

    /// {@return the octets so far}
    public byte[] bytes() {
        return out.toByteArray();
    }

    private HeaderBlock literal(int pattern, int prefixBits, String name, String value) {
        int index = StaticTable.indexOf(name);
        integer(pattern, prefixBits, index);
        if (index == 0) {
            string(name);
        }
        string(value);
        return this;
    }

    private void string(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] sent = huffman ? HuffmanCode.encode(octets) : octets;
        integer(huffman ? 0x80 : 0, 7, sent.length);
        out.writeBytes(sent);
    }

    private void integer(int pattern, int prefixBits, int value) {
        int mask = (1 << prefixBits) - 1;
        if (value < mask) {
            out.write(pattern | value);
            return;
        }
        out.write(pattern | mask);
        int rest = value - mask;
        while (rest >= 0x80) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
