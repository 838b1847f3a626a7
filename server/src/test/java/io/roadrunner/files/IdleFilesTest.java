package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleFilesTest {
    private static final FileStamp STAMP = new FileStamp("a", 1, 1);

    /// Young for longer than any test takes.
    private static final long AHEAD = TimeUnit.HOURS.toNanos(1);

    private final List<OpenFile> opened = new ArrayList<>();

    @TempDir Path folder = Path.of("");
    private Path path = Path.of("");

    @BeforeEach
    void write() throws IOException {
        path = Files.writeString(folder.resolve("a"), "a");
    }

    @AfterEach
    void closeAll() throws IOException {
        for (OpenFile file : opened) {
            file.channel().close();
        }
    }

    private OpenFile open(@Nullable Object key, long openedAt) throws IOException {
        FileStamp stamp = new FileStamp(key, 1, 1);
        OpenFile file = new OpenFile(path, FileChannel.open(path), stamp, openedAt);
        opened.add(file);
        return file;
    }

    private OpenFile open() throws IOException {
        return open("a", System.nanoTime() + AHEAD);
    }

    @Test
    void aFileIsLentToOneAtATime() throws IOException {
        IdleFiles idle = new IdleFiles(4);
        assertNull(idle.take(path, STAMP));
        OpenFile first = open();
        OpenFile second = open();
        idle.giveBack(first);
        idle.giveBack(second);
        assertSame(second, idle.take(path, STAMP));
        assertSame(first, idle.take(path, STAMP));
        assertNull(idle.take(path, STAMP));
        idle.giveBack(first);
        assertSame(first, idle.take(path, STAMP));
    }

    @Test
    void oneMoreThanItsBoundIsClosed() throws IOException {
        IdleFiles idle = new IdleFiles(2);
        for (int i = 0; i < 3; i++) {
            idle.giveBack(open());
        }
        assertTrue(opened.get(1).channel().isOpen());
        assertFalse(opened.get(2).channel().isOpen());
        assertSame(opened.get(1), idle.take(path, STAMP));
        OpenFile next = open();
        idle.giveBack(next);
        assertTrue(next.channel().isOpen());
        IdleFiles none = new IdleFiles(0);
        OpenFile only = open();
        none.giveBack(only);
        assertFalse(only.channel().isOpen());
    }

    @Test
    void anotherFileAtTheSamePathIsClosed() throws IOException {
        IdleFiles idle = new IdleFiles(4);
        for (int i = 0; i < 3; i++) {
            idle.giveBack(open());
        }
        assertNull(idle.take(path, new FileStamp("b", 1, 1)));
        for (OpenFile file : opened) {
            assertFalse(file.channel().isOpen());
        }
    }

    @Test
    void whatIsClosedOldOrWithoutIdentityIsNotKept() throws IOException {
        IdleFiles idle = new IdleFiles(4);
        OpenFile closed = open();
        closed.channel().close();
        OpenFile old = open("a", System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
        OpenFile unknown = open(null, System.nanoTime() + AHEAD);
        for (OpenFile file : List.of(closed, old, unknown)) {
            idle.giveBack(file);
            assertFalse(file.channel().isOpen());
        }
        assertNull(idle.take(path, STAMP));
        assertNull(idle.take(path, new FileStamp(null, 1, 1)));
        assertEquals(3, opened.size());
    }
}
