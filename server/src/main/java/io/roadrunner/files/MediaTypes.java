package io.roadrunner.files;

import java.util.Locale;

/// Media types of files by the ending of their names. Stateless; any thread.
public final class MediaTypes {
    /// The type of content that nobody knows anything about (RFC 9110 §8.3).
    public static final String UNKNOWN = "application/octet-stream";

    private MediaTypes() {}

    /// The value of `content-type` for a file; a text has `charset=utf-8`.
    ///
    /// @param fileName with or without folders; upper and lower case are the same
    /// @return a type, [#UNKNOWN] when the ending says nothing
    public static String of(String fileName) {
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        // A name such as `.profile` is all name and no ending.
        return dot <= 0
                ? UNKNOWN
                : MediaTypeTable.TYPES.getOrDefault(
                        name.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }
}
