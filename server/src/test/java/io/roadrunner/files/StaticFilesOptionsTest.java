package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesOptionsTest {
    private static String complaint(StaticFilesOptions.Builder builder) {
        return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    }

    @Test
    void theBuilderStartsWithTheDefaults() {
        assertEquals(StaticFilesOptions.standard(), StaticFilesOptions.builder().build());
    }

    @Test
    void boundsAreInclusive() {
        StaticFilesOptions.builder().cacheTtl(Duration.ZERO).cacheEntries(1).index("").build();
        StaticFilesOptions.builder()
                .cacheTtl(Duration.ofDays(1))
                .cacheEntries(1_000_000)
                .index("a b%.html")
                .cacheControl("public, max-age=1")
                .build();
    }

    @Test
    void everyProblemIsNamed() {
        String all =
                complaint(
                        StaticFilesOptions.builder()
                                .index("../secret")
                                .cacheControl("a\r\nb: c")
                                .cacheTtl(Duration.ofDays(1).plusNanos(1))
                                .cacheEntries(0));
        for (String option :
                new String[] {"index", "cache_control", "cache_ttl", "cache_entries"}) {
            assertTrue(all.contains(option), () -> option + " is not in " + all);
        }
        complaint(StaticFilesOptions.builder().cacheTtl(Duration.ofNanos(-1)));
        complaint(StaticFilesOptions.builder().cacheEntries(1_000_001));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "/", "a\\b", "a\0"})
    void anIndexIsTheNameOfAFile(String index) {
        assertTrue(complaint(StaticFilesOptions.builder().index(index)).startsWith("index = "));
    }

    @Test
    void aFolderThatIsNotThereCannotBeServed(@TempDir Path folder) {
        Path missing = folder.resolve("missing");
        assertThrows(UncheckedIOException.class, () -> StaticFiles.of(missing));
    }
}
