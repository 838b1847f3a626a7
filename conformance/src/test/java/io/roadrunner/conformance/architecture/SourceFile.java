package io.roadrunner.conformance.architecture;

import java.util.List;

/// One source file, seen three ways.
///
/// @param path from the root of the repository, with `/` between its names
/// @param text as it is
/// @param code the same text with comments and literals blanked out, line for line
/// @param words the same text with literals blanked out and comments kept
record SourceFile(String path, String text, String code, String words) {
    static SourceFile of(String path, String text) {
        return new SourceFile(path, text, JavaText.code(text), JavaText.codeAndComments(text));
    }

    List<String> lines() {
        return text.lines().toList();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String folder() {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    boolean isMain() {
        return path.contains("/src/main/");
    }

    /// The line, from 1, on which the character at `offset` stands.
    static int lineAt(String text, int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
