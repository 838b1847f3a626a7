package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start is mostly the loading of classes. These take tens of milliseconds each with what they
/// bring along, and a server needs none of them before its first answer.
final class StartClassesTest {
    /// What annotations are read by, what finds a terminal, and generators of secrets.
    private static final List<String> DEAR =
            List.of("$Proxy", "java.io.Console ", "java.security.SecureRandom ");

    @TempDir private Path folder;

    @Test
    void aStartLoadsNothingDear() throws IOException {
        Path log = folder.resolve("classes.log");
        String flag = "-Xlog:class+load=info:file=" + log;
        try (ChildProcess program = Program.start(Map.of("JAVA_TOOL_OPTIONS", flag), "demo");
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);

            assertEquals(List.of(), loaded(log, DEAR));
            assertTrue(loaded(log, List.of("io.roadrunner.Roadrunner ")).size() == 1, "no log");
        }
    }

    private static List<String> loaded(Path log, List<String> names) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> names.stream().anyMatch(line::contains)).toList();
        }
    }
}
