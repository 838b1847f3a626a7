package io.roadrunner.benchmarks.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

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
        findings.forEach(IO::println);
        IO.println(findings.isEmpty() ? "all answers are as they should be" : "");
        if (findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERENT)) {
            System.exit(1);
        }
    }
}
