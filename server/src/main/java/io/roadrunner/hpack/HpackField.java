package io.roadrunner.hpack;

/// One field line as HPACK carries it: any octets, held as ISO 8859-1. Immutable; any thread.
///
/// @param name the field's name; HTTP/2 wants it in lower case, HPACK does not look
/// @param value the field's value
public record HpackField(String name, String value) {
    /// What an entry costs above its octets: "32 octets for overhead" (RFC 7541 §4.1).
    static final int OVERHEAD = 32;

    /// What this takes up in a table or a list, in octets (RFC 7541 §4.1).
    public int size() {
        return sizeOf(name, value);
    }

    static int sizeOf(String name, String value) {
        return name.length() + value.length() + OVERHEAD;
    }
}
