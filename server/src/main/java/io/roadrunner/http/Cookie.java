package io.roadrunner.http;

/// One cookie of a request as the peer sent it (RFC 6265 §4.2). Immutable.
///
/// @param name not empty, case-sensitive
/// @param value without whitespace around it; double quotes around it are part of it
public record Cookie(String name, String value) {}
