package io.roadrunner.http;

import org.jspecify.annotations.Nullable;

/// What a part of a multipart body says before its content. Immutable.
///
/// @param name the name of the field
/// @param fileName the name of the file at the peer, null for a field that is no file
/// @param headers all fields of the part
/// @param size how many bytes they had
record PartHead(String name, @Nullable String fileName, Headers headers, int size) {}
