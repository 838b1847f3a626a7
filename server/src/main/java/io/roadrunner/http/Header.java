package io.roadrunner.http;

/// One field line: a lower-case name and its value (RFC 9110 §5). Immutable.
///
/// @param name the field name in lower case
/// @param value the field value, each character one octet
public record Header(String name, String value) {}
