package io.roadrunner.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/// The temporary file of one form: all its large files one after the other, so that a form needs
/// one descriptor however many files it has. Written by the thread of the request, which closes it;
/// read by any thread until then.
///
/// The file is made for its owner only and deleted on close. On Unix its name is taken away in the
/// same call that opens it, so that not even a killed process leaves anything behind.
final class SpoolFile implements Closeable {
    private static final Set<OpenOption> OPTIONS =
            Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);

    private final FileChannel channel;
    private long size;

    private SpoolFile(FileChannel channel) {
        this.channel = channel;
    }

    /// A new file.
    ///
    /// @throws IOException when it cannot be made in this directory
    static SpoolFile create(Path directory) throws IOException {
        Path path = directory.resolve("roadrunner-" + UUID.randomUUID() + ".spool");
        return new SpoolFile(FileChannel.open(path, OPTIONS, ownerOnly(directory)));
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// How much has been written.
    long size() {
        return size;
    }

    /// Writes all of a buffer at the end.
    void append(ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            size += channel.write(content, size);
        }
    }

    /// Where it is read.
    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
