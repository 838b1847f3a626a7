package io.roadrunner.files;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Files that stay open for the next request, which need not open them again. Any thread.
///
/// A channel is lent to one request at a time and never shared: Java closes the channel of a thread
/// that is interrupted, and that must not cut the answers of others. Holds a bounded number of
/// channels, each until a second after it was opened, so that a permission that was taken away
/// counts soon; a sweep closes those for which nobody comes within the second after.
final class IdleFiles {
    private static final System.Logger LOGGER = System.getLogger(IdleFiles.class.getName());
    private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// The files at each path, the next to be taken first.
    private final ConcurrentHashMap<Path, Idle> idle = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final int capacity;

    /// @param capacity how many files at most are open without a request; 0 keeps none
    IdleFiles(int capacity) {
        this.capacity = capacity;
    }

    private static final class Idle {
        final OpenFile file;
        final @Nullable Idle next;

        Idle(OpenFile file, @Nullable Idle next) {
            this.file = file;
            this.next = next;
        }
    }

    /// An open file that is the caller's from now on, or null when there is none.
    ///
    /// Others that are at the same path are no longer that file, and closed.
    ///
    /// @param path where it really is
    /// @param wanted which one it is
    @Nullable OpenFile take(Path path, FileStamp wanted) {
        while (true) {
            Idle first = idle.get(path);
            if (first == null) {
                return null;
            }
            Idle next = first.next;
            if (next == null ? idle.remove(path, first) : idle.replace(path, first, next)) {
                count.decrementAndGet();
                if (isYoung(first.file) && wanted.isOfSameFile(first.file.stamp())) {
                    return first.file;
                }
                close(first.file);
            }
        }
    }

    /// Takes a file, once, from the request that had it. It may be closed already, as it is when
    /// the thread of the request was interrupted.
    void giveBack(OpenFile file) {
        if (!file.channel().isOpen()) {
            return;
        }
        // Without a key a file could not be told from one that has taken its place.
        if (!isYoung(file) || file.stamp().key() == null) {
            close(file);
        } else if (count.incrementAndGet() > capacity) {
            count.decrementAndGet();
            close(file);
        } else {
            put(file);
            sweepLater();
        }
    }

    private void put(OpenFile file) {
        while (true) {
            Idle first = idle.get(file.path());
            Idle added = new Idle(file, first);
            if (first == null
                    ? idle.putIfAbsent(file.path(), added) == null
                    : idle.replace(file.path(), first, added)) {
                return;
            }
        }
    }

    private void sweepLater() {
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(
                            LIFE_NANOS, TimeUnit.NANOSECONDS, Thread::startVirtualThread)
                    .execute(this::sweep);
        }
    }

    /// Closes what is old. A file that is put in behind its back sees to the next sweep itself.
    private void sweep() {
        sweeping.set(false);
        List<OpenFile> old = new ArrayList<>();
        for (Path path : idle.keySet()) {
            idle.computeIfPresent(path, (_, first) -> withoutOld(first, old));
        }
        for (OpenFile file : old) {
            count.decrementAndGet();
            close(file);
        }
        if (!idle.isEmpty()) {
            sweepLater();
        }
    }

    /// The young ones, null when there is none; the old ones are added to a list.
    private static @Nullable Idle withoutOld(Idle first, List<OpenFile> old) {
        Idle young = null;
        for (Idle at = first; at != null; at = at.next) {
            if (isYoung(at.file)) {
                young = new Idle(at.file, young);
            } else {
                old.add(at.file);
            }
        }
        return young;
    }

    private static boolean isYoung(OpenFile file) {
        return System.nanoTime() - file.opened() < LIFE_NANOS;
    }

    private static void close(OpenFile file) {
        try {
            file.channel().close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "closing a file failed", e);
        }
    }
}
