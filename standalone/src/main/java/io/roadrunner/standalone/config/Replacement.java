package io.roadrunner.standalone.config;

/// A value that takes the place of the file's.
///
/// @param origin where it was given
/// @param path the keys with dots between them; an option of the only listener may stand alone
/// @param text the value; what is a list has commas
public record Replacement(Origin origin, String path, String text) {}
