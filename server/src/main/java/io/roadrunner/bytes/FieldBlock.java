package io.roadrunner.bytes;

import java.nio.charset.StandardCharsets;

/// A field section as it came from the wire: one byte array and, per field, where name and value
/// lie in it. Names are lower case already and both parts are checked, so that reading is only
/// slicing. Immutable by convention: whoever builds one gives the arrays away. Any thread.
public final class FieldBlock {
    private static final int SPAN = 4;

    private final byte[] octets;
    private final int[] spans;
    private final int size;

    /// A bit for each name, by its length and ends: most names that are not here are known not to
    /// be without looking at any.
    private final long names;

    /// @param octets the bytes of the section; never changed afterwards
    /// @param spans per field: name start, name end, value start, value end
    /// @param size how many fields `spans` describes
    public FieldBlock(byte[] octets, int[] spans, int size) {
        this.octets = octets;
        this.spans = spans;
        this.size = size;
        this.names = names(octets, spans, size);
    }

    private static long names(byte[] octets, int[] spans, int size) {
        long names = 0;
        for (int at = 0; at < size * SPAN; at += SPAN) {
            int last = spans[at + 1] - 1;
            names |= bit(last - spans[at], octets[spans[at]], octets[last]);
        }
        return names;
    }

    /// The bit of a name; the factors are those that keep the usual fields apart best.
    private static long bit(int lengthLessOne, int first, int last) {
        return 1L << (lengthLessOne * 5 + first * 44 + last);
    }

    /// Whether a field with this lower-case name may be here.
    public boolean mayHave(String name) {
        int last = name.length() - 1;
        return last >= 0 && (names & bit(last, name.charAt(0), name.charAt(last))) != 0;
    }

    /// The number of fields, in wire order.
    public int size() {
        return size;
    }

    /// The lower-case name of a field.
    public String name(int index) {
        return latin1(spans[index * SPAN], spans[index * SPAN + 1]);
    }

    /// The value of a field, each octet as one character (ISO 8859-1).
    public String value(int index) {
        return latin1(spans[index * SPAN + 2], spans[index * SPAN + 3]);
    }

    /// Whether a field has this lower-case name, without making a string of it.
    public boolean nameEquals(int index, String name) {
        int start = spans[index * SPAN];
        if (spans[index * SPAN + 1] - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (octets[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String latin1(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
