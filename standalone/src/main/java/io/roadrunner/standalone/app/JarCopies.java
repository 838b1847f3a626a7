package io.roadrunner.standalone.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Private copies of application jars, so that a file that is overwritten in place does not pull
/// the classes from under running code. One for a process; whoever made it closes it. Any thread.
public final class JarCopies implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(JarCopies.class.getName());

    private final Path parent;
    private @Nullable Path folder;
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
        Path into = folder;
        if (into == null) {
            into = Files.createTempDirectory(parent, "roadrunner-apps");
            folder = into;
        }
        Path copy = Files.createTempFile(into, "app", ".jar");
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

    /// Removes a file or an empty folder, which may be gone already.
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
        Path left = folder;
        folder = null;
        if (left == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(left)) {
            files.forEach(JarCopies::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(left);
    }
}
