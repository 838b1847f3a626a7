package io.roadrunner.conformance.architecture;

import java.util.List;
import java.util.function.Function;

/// One rule about source files.
///
/// @param words what the rule asks for, in words
/// @param check finds the lines of a file, from 1, that break the rule
record TidyRule(String words, Function<SourceFile, List<Integer>> check) {
    /// One line `file:line: the rule in words` for each place that breaks the rule.
    List<String> violations(SourceFile file) {
        return check.apply(file).stream()
                .map(line -> "%s:%d: %s".formatted(file.path(), line, words))
                .toList();
    }

    @Override
    public String toString() {
        return words;
    }
}
