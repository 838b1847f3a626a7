package io.roadrunner.conformance.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words that a source file does not use, and the RFCs that it may cite.
final class TidyWords {
    /// Current RFCs only: what an obsolete one says has moved, and often changed.
    private static final Set<Integer> RFCS =
            Set.of(
                    1950, 1952, 2046, 3986, 4648, 5234, 5322, 5915, 5958, 6066, 6265, 6455, 7239,
                    7301, 7468, 7541, 7578, 7692, 8017, 8259, 8288, 8297, 8441, 8446, 9000, 9001,
                    9002, 9110, 9111, 9112, 9113, 9114, 9204, 9218, 9220);

    private static final Pattern RFC = Pattern.compile("(?i)\\bRFC[ -]?(\\d{3,5})\\b");

    private TidyWords() {}

    static List<TidyRule> all() {
        return List.of(
                new TidyRule("only current RFCs are cited", TidyWords::obsoleteRfcs),
                rule(
                        "a TODO names its issue: TODO(#1)",
                        SourceFile::words,
                        "\\bTODO\\b(?!\\(#\\d)"),
                rule("nothing is marked as broken", SourceFile::words, "\\b(FIXME|XXX|HACK)\\b"),
                rule("no test is disabled", SourceFile::code, "@Disabled\\b"),
                rule("nothing sleeps", SourceFile::code, "\\bThread\\.sleep\\b"),
                rule(
                        "only the command line prints",
                        SourceFile::code,
                        "\\bSystem\\.(out|err)\\b",
                        file -> !file.path().startsWith("standalone/")),
                rule(
                        "in 'exchange' only RequestPipeline catches whatever a handler throws",
                        SourceFile::code,
                        "\\bcatch\\s*\\((final\\s+)?([\\w.]+\\s*\\|\\s*)*(Exception|Throwable)\\b",
                        file ->
                                file.folder().endsWith("/src/main/java/io/roadrunner/exchange")
                                        && !file.name().equals("RequestPipeline.java")));
    }

    private static TidyRule rule(String words, Function<SourceFile, String> view, String banned) {
        return rule(words, view, banned, file -> true);
    }

    private static TidyRule rule(
            String words,
            Function<SourceFile, String> view,
            String banned,
            Predicate<SourceFile> applies) {
        Pattern pattern = Pattern.compile(banned);
        return new TidyRule(
                words, file -> applies.test(file) ? lines(view.apply(file), pattern) : List.of());
    }

    private static List<Integer> lines(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> SourceFile.lineAt(text, match.start()))
                .toList();
    }

    private static List<Integer> obsoleteRfcs(SourceFile file) {
        List<Integer> lines = new ArrayList<>();
        Matcher matcher = RFC.matcher(file.text());
        while (matcher.find()) {
            if (!RFCS.contains(Integer.valueOf(matcher.group(1)))) {
                lines.add(SourceFile.lineAt(file.text(), matcher.start()));
            }
        }
        return lines;
    }
}
