package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What load tools have printed, as resources. Stateless.
final class Outputs {
    private Outputs() {}

    static String of(String name) throws IOException {
        try (InputStream in = Outputs.class.getResourceAsStream(name)) {
            assertNotNull(in, name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
