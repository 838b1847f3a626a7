package io.roadrunner.standalone.app;

import io.roadrunner.standalone.temporary.ProcessFolder;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Private copies of application jars, so that a file that is overwritten in place does not pull
/// the classes from under running code. One for a process; whoever made it closes it. Any thread.
public final class JarCopies implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(JarCopies.class.getName());

    private final Path parent;
    private @Nullable ProcessFolder folder;
    private boolean closed;

    /// No copy yet; a folder for the owner of the process only is made for the first one.
    ///
    /// @param parent where that folder is made
    public JarCopies(Path parent) {
        this.parent = parent;
    }

    /// Copies a jar as it is now.
    ///
    /// @throws IOException when it cannot be read, or there is no room
    synchronized Path copy(Path jar) throws IOException {
        if (closed) {
            throw new IOException("the server stops");
        }
        ProcessFolder into = folder;
        if (into == null) {
            into = ProcessFolder.create(parent, "apps");
            folder = into;
        }
        Path copy = Files.createTempFile(into.path(), "app", ".jar");
        boolean copied = false;
        try {
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            copied = true;
        } finally {
            if (!copied) {
                delete(copy);
            }
        }
        return copy;
    }

    /// Removes a file, which may be gone already.
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot remove " + file, e);
        }
    }

    /// Removes every copy that is left, also under code that still runs.
    @Override
    public synchronized void close() {
        closed = true;
        ProcessFolder left = folder;
        folder = null;
        if (left != null) {
            left.close();
        }
    }
}
