package io.roadrunner.conformance.websocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Autobahn says of a server, from its own summary. Immutable.
///
/// @param cases how many there were
/// @param bad those that did not pass, also those that did so less strictly than they should
record AutobahnReport(int cases, List<String> bad) {
    /// Some cases only look at what a server does, where several answers are right.
    private static final Set<String> GOOD = Set.of("OK", "INFORMATIONAL");

    private static final Pattern CASE =
            Pattern.compile(
                    "\"([0-9.]+)\": \\{\\s*\"behavior\": \"([^\"]*)\",\\s*"
                            + "\"behaviorClose\": \"([^\"]*)\"");

    /// Copies the list.
    AutobahnReport {
        bad = List.copyOf(bad);
    }

    static AutobahnReport read(Path summary) throws IOException {
        return of(Files.readString(summary), summary.resolveSibling("").toString());
    }

    /// The report that this text makes; whoever reads of a failure finds its page in the folder.
    static AutobahnReport of(String summary, String folder) {
        List<String> bad = new ArrayList<>();
        int cases = 0;
        for (Matcher found = CASE.matcher(summary); found.find(); cases++) {
            if (!GOOD.contains(found.group(2)) || !GOOD.contains(found.group(3))) {
                bad.add(
                        "%s: %s, close: %s; see %s"
                                .formatted(found.group(1), found.group(2), found.group(3), folder));
            }
        }
        return new AutobahnReport(cases, bad);
    }

    /// Both reports as one.
    AutobahnReport and(AutobahnReport other) {
        List<String> all = new ArrayList<>(bad);
        all.addAll(other.bad);
        return new AutobahnReport(cases + other.cases, all);
    }
}
