package io.roadrunner.testkit;

/// One field line as it was on the wire (RFC 9112 §5). Immutable.
///
/// @param name the field name in the case in which it was sent
/// @param value the field value without the whitespace around it, each character one octet
public record WireHeader(String name, String value) {
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
