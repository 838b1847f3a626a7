package io.roadrunner.benchmarks.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks a server that runs and prints what is found: `scripts/peer check` calls it.
final class PeerReport {
    private PeerReport() {}

    /// @param arguments the port, the TLS port and the folder behind `/static`
    static void main(String[] arguments) throws IOException, InterruptedException {
        List<Finding> findings =
                PeerCheck.of(
                                URI.create("http://127.0.0.1:" + arguments[0]),
                                URI.create("https://127.0.0.1:" + arguments[1]))
                        .withFiles(Path.of(arguments[2]))
                        .findings();
        lines(findings).forEach(IO::println);
        if (findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERENT)) {
            System.exit(1);
        }
    }

    /// One line for all routes that have the same said of them.
    private static List<String> lines(List<Finding> findings) {
        if (findings.isEmpty()) {
            return List.of("all answers are as they should be");
        }
        Map<String, Set<String>> routes = new LinkedHashMap<>();
        for (Finding finding : findings) {
            routes.computeIfAbsent(
                            finding.verdict()
                                    + " by "
                                    + finding.dialect()
                                    + ": "
                                    + finding.detail(),
                            _ -> new LinkedHashSet<>())
                    .add(finding.route());
        }
        return routes.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
                .toList();
    }
}
