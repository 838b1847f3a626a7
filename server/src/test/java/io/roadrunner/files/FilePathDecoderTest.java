package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathDecoderTest {
    private final FilePathDecoder decoder = new FilePathDecoder(false);

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a, a",
        "a/b/c.txt, a/b/c.txt",
        "a%20b, a b",
        "a+b, a+b",
        "100%25, 100%",
        "%E4%BD%A0.txt, \u4f60.txt",
        "%41, A",
        "%252e%252e, %2e%2e",
        "..., ...",
        "a..b, a..b",
        "a%0ab, 'a\nb'",
        ".well-known/x, .well-known/x",
        "%2ewell-known/x, .well-known/x",
    })
    void namesAreDecoded(String path, String expected) {
        FilePathDecoder own = path.startsWith("...") ? new FilePathDecoder(true) : decoder;
        assertEquals(expected, own.decode(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/./b",
                "a/../b",
                "%2e",
                "%2e%2e",
                ".%2E",
                "%2e./a",
                "a%2fb",
                "a%2Fb",
                "%2f",
                "a%5cb",
                "a\\b",
                "..%5c..",
                "a%00",
                "%00",
                "%",
                "%4",
                "%zz",
                "%ff",
                "%c0%ae%c0%ae",
                "%c0%af",
                "%ed%a0%80",
            })
    void whatIsNoNameIsRefusedAlsoWithHiddenFiles(String path) {
        assertNull(decoder.decode(path));
        assertNull(new FilePathDecoder(true).decode(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "%2eenv", "a/.git/config", ".well-known-not", ".Well-Known"})
    void hiddenNamesAreAnOption(String path) {
        assertNull(decoder.decode(path));
        assertTrue(new FilePathDecoder(true).decode(path) != null);
    }

    /// Whatever comes out is below the folder by its text alone, without a link.
    @Test
    void randomPathsNeverLeaveTheFolder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {
            ".", "..", "/", "%2e", "%2f", "%5c", "\\", "a", "%", "%00", "%25", "\u00e9"
        };
        Path root = Path.of("/srv/root");
        FilePathDecoder all = new FilePathDecoder(true);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder path = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                path.append(parts[random.nextInt(parts.length)]);
            }
            String decoded = all.decode(path.toString());
            if (decoded != null) {
                String context = "seed " + seed + ": " + path;
                assertTrue(root.resolve(decoded).normalize().startsWith(root), context);
                assertFalse(decoded.startsWith("/"), context);
                assertFalse(decoded.indexOf('\0') >= 0 || decoded.indexOf('\\') >= 0, context);
            }
        }
    }
}
