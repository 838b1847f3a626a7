package io.roadrunner.benchmarks.run.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes end with the run, whoever forgot them. `cat` runs until its input ends.
final class ChildrenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> ENDLESS = List.of("cat");

    @TempDir private Path folder;

    @Test
    void whatIsLeftIsEndedWithTheRun() throws IOException {
        Child left;
        try (Children children = new Children()) {
            left = children.start(ENDLESS, log());
            assertTrue(left.isAlive());
        }
        assertFalse(left.isAlive());
    }

    @Test
    void nothingStartsOnceEverythingEnds() {
        Children children = new Children();
        children.close();

        assertThrows(IOException.class, () -> children.start(ENDLESS, log()));
    }

    @Test
    void whatItPrintsIsKept() throws IOException, InterruptedException, BenchException {
        try (Children children = new Children();
                Child echo = children.start(List.of("echo", "some", "words"), log())) {
            assertEquals(0, echo.await(PATIENCE));
            assertEquals("some words", echo.lastWords());
        }
    }

    @Test
    void whatDoesNotEndIsToldSo() throws IOException {
        try (Children children = new Children();
                Child endless = children.start(ENDLESS, log())) {
            assertThrows(BenchException.class, () -> endless.await(Duration.ofMillis(1)));
        }
    }

    private Path log() {
        return folder.resolve("log");
    }
}
