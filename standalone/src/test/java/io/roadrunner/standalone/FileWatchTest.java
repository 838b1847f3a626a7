package io.roadrunner.standalone;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a changed file counts as changed.
final class FileWatchTest {
    @TempDir private Path folder;

    private final FileWatch watch = new FileWatch();

    private boolean look(Path... files) {
        return watch.hasSettledChange(Set.of(files));
    }

    @Test
    void aChangeCountsOnceAndOnlyWhenItStays() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        watch.accept(Set.of(file));
        assertFalse(look(file));
        assertFalse(look(file));

        Files.writeString(file, "12");
        assertFalse(look(file));
        Files.writeString(file, "123");
        assertFalse(look(file));
        assertTrue(look(file));
        assertFalse(look(file));
    }

    @Test
    void aFileThatGoesAndComesBackAsItWasCountsTwice() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        watch.accept(Set.of(file));
        Path away = Files.move(file, folder.resolve("b"));
        assertFalse(look(file));
        assertTrue(look(file));

        Files.move(away, file);
        assertFalse(look(file));
        assertTrue(look(file));
    }

    @Test
    void anotherFileBehindASymbolicLinkIsAChange() throws IOException {
        Path one = Files.writeString(folder.resolve("1"), "x");
        Path two = Files.writeString(folder.resolve("2"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), one);
        watch.accept(Set.of(link));

        Files.delete(link);
        Files.createSymbolicLink(link, two);

        assertFalse(look(link));
        assertTrue(look(link));
    }

    @Test
    void aFileThatIsLookedAtForTheFirstTimeIsNoChange() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        watch.accept(Set.of());
        assertFalse(look(file));
        assertFalse(look(file));
    }

    @Test
    void aFileThatIsExpectedCountsWhenItHasComeBeforeTheFirstLook() throws IOException {
        watch.accept(Set.of());
        Path file = folder.resolve("a");
        watch.expect(Set.of(file));
        Files.writeString(file, "1");
        watch.know(Set.of(file));
        assertFalse(look(file));
        assertTrue(look(file));
        assertFalse(look(file));
    }
}
