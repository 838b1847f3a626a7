package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of the scenario `static`.
final class StaticFilesTest {
    @Test
    void sizesGoFromOneToThreeHundredKibibytes() {
        assertEquals(1 << 10, StaticFiles.content(0).length);
        assertEquals(300 << 10, StaticFiles.content(StaticFiles.COUNT - 1).length, 100);
    }

    @Test
    void everySecondFileHasItsCompressedForm(@TempDir Path folder) throws IOException {
        StaticFiles.write(folder);

        for (int i = 0; i < StaticFiles.COUNT; i++) {
            byte[] content = Files.readAllBytes(folder.resolve(StaticFiles.name(i)));
            assertArrayEquals(StaticFiles.content(i), content);
            Path compressed = folder.resolve(StaticFiles.name(i) + ".gz");
            if (i % 2 == 0) {
                assertArrayEquals(content, unpacked(compressed));
            } else {
                assertFalse(Files.exists(compressed));
            }
        }
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
