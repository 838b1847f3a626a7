package io.roadrunner.testkit.http2;

/// One field of a header list, with the way in which its peer put it on the wire. Immutable.
///
/// @param name as it was sent, each character one octet; a pseudo-header field begins with `:`
/// @param value as it was sent, each character one octet
/// @param form how it was encoded
public record Field(String name, String value, Form form) {
    /// The representations of RFC 7541 §6.
    public enum Form {
        /// An index into the static or the dynamic table.
        INDEXED,
        /// A literal that was added to the dynamic table.
        ADDED,
        /// A literal that was not added.
        NOT_ADDED,
        /// A literal that nobody on the way may ever add.
        NEVER_ADDED
    }

    /// {@return whether this is a pseudo-header field, RFC 9113 §8.3}
    public boolean isPseudo() {
        return name.startsWith(":");
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
