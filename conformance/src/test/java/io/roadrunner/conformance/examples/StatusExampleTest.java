package io.roadrunner.conformance.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What the page about status shows is what compiles.
final class StatusExampleTest {
    @Test
    void thePageShowsTheProgram() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        String source =
                Files.readString(
                        root.resolve(
                                "conformance/src/test/java/io/roadrunner/conformance/examples/"
                                        + "StatusExample.java"));
        int begin = source.indexOf("    // begin\n") + "    // begin\n".length();
        String region = source.substring(begin, source.indexOf("    // end\n")).indent(-4);
        String page = Files.readString(root.resolve("docs/status.md"));
        assertTrue(page.contains("```java\n" + region + "```"), region);
    }
}
