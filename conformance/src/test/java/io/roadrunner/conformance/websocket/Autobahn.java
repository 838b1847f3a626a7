package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The fuzzing client of the Autobahn test suite, which the build puts beside the test classes with
/// the Python that it needs. Each run is a process of its own.
///
/// @param reports the folder where each run leaves a page for every case
record Autobahn(Path reports) {
    /// How many cases it has: with fewer not all of them have run. Those of compression are not
    /// among them.
    static final int CASES = 301;

    private static final Path PROGRAM = Path.of("target", "autobahn");
    private static final String SUMMARY = "index.json";
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    /// What the program is told: address, folder and cases are its arguments.
    private static final String SCRIPT =
            """
            import sys
            from autobahntestsuite import wstest
            server = {"agent": "server", "url": sys.argv[1], "options": {"version": 18}}
            wstest.start({"mode": "fuzzingclient"}, {
                "failByDrop": False, "outdir": sys.argv[2], "servers": [server],
                "cases": sys.argv[3].split(","), "exclude-cases": [],
                "exclude-agent-cases": {}})
            """;

    /// A run that has begun. Closing it ends it.
    ///
    /// @param program the process
    /// @param folder where its report is going to be
    record Run(ChildProcess program, Path folder) implements AutoCloseable {
        /// Waits for its end and reads its report.
        AutobahnReport await() throws IOException {
            int exitCode = program.awaitExit(PATIENCE);
            Files.writeString(folder.resolve("output.txt"), program.stdout());
            assertEquals(0, exitCode, program.stderr());
            return AutobahnReport.read(folder.resolve(SUMMARY));
        }

        @Override
        public void close() {
            program.close();
        }
    }

    /// Starts a run.
    ///
    /// @param name of the folder for its report
    /// @param url of a WebSocket that sends back what it gets
    /// @param cases which ones: `1.*`, `9.7.1`
    Run start(String name, String url, List<String> cases) throws IOException {
        Path folder = Files.createDirectories(reports.resolve(name));
        // One of an earlier run would be taken for that of a run that leaves none.
        Files.deleteIfExists(folder.resolve(SUMMARY));
        String classPath =
                PROGRAM.resolve("autobahntestsuite-maven-plugin.jar")
                        + File.pathSeparator
                        + PROGRAM.resolve("jython-standalone.jar");
        ChildProcess program =
                ChildProcess.start(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-XX:+UseSerialGC",
                        // It would leave an index of its libraries beside them.
                        "-Dpython.cachedir.skip=true",
                        "-cp",
                        classPath,
                        "org.python.util.jython",
                        "-c",
                        SCRIPT,
                        url,
                        folder.toString(),
                        String.join(",", cases));
        return new Run(program, folder);
    }
}
