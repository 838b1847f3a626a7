package io.roadrunner.conformance.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The shape of the changelog: versions, newest first, each with known kinds of change.
final class Changelog {
    private static final String UNRELEASED = "## [Unreleased]";
    private static final Pattern VERSION =
            Pattern.compile("## \\[\\d+\\.\\d+\\.\\d+] - \\d{4}-\\d{2}-\\d{2}");
    private static final Pattern KIND =
            Pattern.compile("### (Added|Changed|Deprecated|Removed|Fixed|Security)");

    private Changelog() {}

    /// One line `file:line: the rule in words` for each line that does not fit.
    static List<String> violations(String path, String text) {
        List<String> violations = new ArrayList<>();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals("# Changelog")) {
            violations.add(path + ":1: the first line is '# Changelog'");
        }
        if (lines.stream().filter(UNRELEASED::equals).count() != 1) {
            violations.add(path + ":1: there is one section '" + UNRELEASED + "'");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!fits(lines.get(i))) {
                violations.add(
                        "%s:%d: a heading is '## [1.2.3] - 2026-01-31' or a known kind"
                                .formatted(path, i + 1));
            }
        }
        return violations;
    }

    private static boolean fits(String line) {
        if (line.startsWith("###")) {
            return KIND.matcher(line).matches();
        }
        return !line.startsWith("##") || line.equals(UNRELEASED) || VERSION.matcher(line).matches();
    }
}
