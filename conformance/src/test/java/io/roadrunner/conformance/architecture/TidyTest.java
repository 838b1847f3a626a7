package io.roadrunner.conformance.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds all sources against `TidyRules` and `TidyWords`, and the changelog against its shape.
final class TidyTest {
    private static final SourceTree TREE = SourceTree.ofRepository();
    private static final List<SourceFile> FILES = TREE.javaFiles();

    static Stream<TidyRule> rules() {
        return Stream.concat(TidyRules.all().stream(), TidyWords.all().stream());
    }

    @Test
    void thereIsSomethingToCheck() {
        assertFalse(FILES.isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void allSourcesKeepTheRule(TidyRule rule) {
        assertNone(FILES.stream().flatMap(file -> rule.violations(file).stream()).toList());
    }

    @Test
    void everyPackageIsDescribed() {
        assertNone(SourceTree.foldersWithoutPackageInfo(FILES));
    }

    @Test
    void theChangelogHasItsShape() {
        assertNone(Changelog.violations("CHANGELOG.md", TREE.text("CHANGELOG.md")));
    }

    private static void assertNone(List<String> violations) {
        assertEquals("", String.join("\n", violations));
    }
}
