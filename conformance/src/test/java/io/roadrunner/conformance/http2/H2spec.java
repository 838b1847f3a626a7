package io.roadrunner.conformance.http2;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The program h2spec, which comes with the test dependencies and is unpacked into the folder of a
/// test.
///
/// @param program where it is
record H2spec(Path program) {
    /// How many cases it has: a report with fewer is not one of the whole suite.
    static final int CASES = 146;

    private static final String ARCHIVE = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// Unpacks it. On a machine for which it is not packed the test is skipped.
    static H2spec unpack(Path folder) throws IOException {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(
                machine.equals("Linux amd64"), "h2spec is not packed for " + machine);
        Path archive = folder.resolve("h2spec.tar.gz");
        try (InputStream packed = H2spec.class.getResourceAsStream(ARCHIVE)) {
            if (packed == null) {
                throw new IOException("h2spec is not among the test dependencies");
            }
            Files.copy(packed, archive);
        }
        ChildProcess.Result unpacked =
                ChildProcess.run(
                        PATIENCE,
                        Programs.need("tar").toString(),
                        "-xzf",
                        archive.toString(),
                        "-C",
                        folder.toString());
        if (unpacked.exitCode() != 0) {
            throw new IOException(unpacked.stderr());
        }
        return new H2spec(folder.resolve("h2spec"));
    }

    /// Runs every case, those of its strict mode too.
    ///
    /// @param port where a server answers `GET /hello`
    /// @param more further arguments
    H2specReport run(int port, String... more) throws IOException {
        Path report = program.resolveSibling("report.xml");
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--strict", "--path", "/hello", "--timeout", "5"));
        command.addAll(List.of("--junit-report", report.toString()));
        command.addAll(List.of(more));
        // Its exit code says less than its report.
        ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        return H2specReport.read(report);
    }
}
