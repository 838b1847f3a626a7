package io.roadrunner.conformance.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation shows is what compiles, and where it points to there is something.
final class ReadmeTest {
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)[^)]*\\)");
    private static final String EXAMPLES =
            "conformance/src/test/java/io/roadrunner/conformance/examples/";

    private static final Path ROOT = root();

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve),
                            docs.filter(path -> path.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    @Test
    void theProgramInTheReadmeIsTheOneThatCompiles() throws IOException {
        Matcher block = CODE.matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(block.find());
        String source = Files.readString(ROOT.resolve(EXAMPLES + "ReadmeExample.java"));
        int begin = source.indexOf("    // begin\n") + "    // begin\n".length();

        String region = source.substring(begin, source.indexOf("    // end\n"));

        assertEquals(region.indent(-4), block.group(1));
    }

    @Test
    void thePageAboutWebSocketShowsWhatCompiles() throws IOException {
        assertShows("docs/websocket.md", "WebSocketExample.java", 4);
    }

    @Test
    void thePageAboutServicesShowsWhatCompiles() throws IOException {
        assertShows("docs/services.md", "ServiceExample.java", 3);
    }

    /// Each block is a part of the class, further to the left.
    private static void assertShows(String page, String example, int count) throws IOException {
        String source = Files.readString(ROOT.resolve(EXAMPLES + example)).indent(-4);
        Matcher block = CODE.matcher(Files.readString(ROOT.resolve(page)));
        int blocks = 0;
        while (block.find()) {
            String code = block.group(1);
            assertTrue(source.contains(code) || source.indent(-4).contains(code), code);
            blocks++;
        }
        assertEquals(count, blocks);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));
        while (link.find()) {
            Path target = document.resolveSibling(link.group(1));
            assertTrue(Files.exists(target), () -> document + " links to " + target);
        }
    }
}
