package io.roadrunner.standalone.temporary;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// A temporary folder of this process, with files and no further folders in it. For as long as it
/// is open the process holds a lock on a file in it, by which others know that it is in use: the
/// system gives the lock back however the process ends. Its name has the process and when that
/// began, because a process that looks at a lock of its own loses it. Whoever made it closes it.
public final class ProcessFolder implements AutoCloseable {
    static final String LOCK = "lock";

    private static final System.Logger LOGGER = System.getLogger(ProcessFolder.class.getName());

    private final Path path;
    private final FileChannel lock;

    private ProcessFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes a folder that only the owner of the process can look into, and removes those of its
    /// kind that processes of the same user have left behind.
    ///
    /// @param parent where it is made
    /// @param kind a word for its name
    /// @throws IOException when it cannot be made or locked; nothing is left behind then
    public static ProcessFolder create(Path parent, String kind) throws IOException {
        // By this name nobody takes it for a leftover before it is locked.
        Path made = Files.createTempDirectory(parent, "roadrunner-new-");
        boolean complete = false;
        try {
            FileChannel lock = locked(made.resolve(LOCK));
            String prefix = "roadrunner-" + kind + "-";
            String own = prefix + process();
            new Leftovers(Files.getOwner(made), own).remove(parent, prefix);
            String name = made.getFileName().toString().replace("roadrunner-new-", own);
            ProcessFolder folder = new ProcessFolder(Files.move(made, parent.resolve(name)), lock);
            complete = true;
            return folder;
        } finally {
            if (!complete) {
                removeAll(made);
            }
        }
    }

    /// Of this process alone, also where each one has the number 1.
    private static String process() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return process.pid() + "-" + start.toEpochMilli() + "-";
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel lock =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = lock.tryLock() != null;
        } finally {
            if (!locked) {
                lock.close();
            }
        }
        if (!locked) {
            throw new IOException(file + " cannot be locked");
        }
        return lock;
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// Removes the folder with every file in it, and says in the log what fails.
    @Override
    public void close() {
        try (lock) {
            removeAll(path);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot remove " + path, e);
        }
    }

    /// Removes the files, the lock last, and the folder. No symbolic link is followed.
    static void removeAll(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.endsWith(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }
}
