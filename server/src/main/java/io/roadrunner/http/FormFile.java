package io.roadrunner.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file of a multipart form. Immutable; any thread, until the answer to the request is complete:
/// then what is on disk is gone, whatever happened.
///
/// A small file is in memory, a larger one in a temporary file that belongs to the request, is
/// readable by its owner only and has no name where the system allows that. [FormLimits] says from
/// which length on, and where.
public final class FormFile {
    private final String name;
    private final String fileName;
    private final Headers headers;
    private final Content content;

    /// Where the bytes are.
    sealed interface Content {}

    /// In memory; never changed.
    record Memory(ByteBuffer bytes) implements Content {}

    /// In the temporary file of the form.
    record Spooled(FileChannel channel, long offset, long size) implements Content {}

    FormFile(PartHead head, String fileName, Content content) {
        this.name = head.name();
        this.fileName = fileName;
        this.headers = head.headers();
        this.content = content;
    }

    /// The name of the field in the form.
    public String name() {
        return name;
    }

    /// The name of the file at the peer; empty when no file was chosen. Never use it as a path: it
    /// may hold anything.
    public String fileName() {
        return fileName;
    }

    /// The media type that the peer gives, or null.
    public @Nullable String contentType() {
        return headers.first("content-type");
    }

    /// All fields of the part.
    public Headers headers() {
        return headers;
    }

    /// The length in bytes.
    public long size() {
        return switch (content) {
            case Memory(ByteBuffer bytes) -> bytes.remaining();
            case Spooled(_, _, long size) -> size;
        };
    }

    /// Whether the file is in memory rather than on disk.
    public boolean isInMemory() {
        return content instanceof Memory;
    }

    /// The content from its start. Each stream has a position of its own and holds nothing that
    /// must be closed; behind the end of the request it throws.
    public InputStream openStream() {
        return switch (content) {
            case Memory(ByteBuffer bytes) ->
                    new ByteArrayInputStream(bytes.array(), bytes.arrayOffset(), bytes.remaining());
            case Spooled(FileChannel channel, long offset, long size) ->
                    new SpoolStream(channel, offset, size);
        };
    }

    /// Keeps the content under a name of the application's own. The bytes are copied, by the kernel
    /// where it can, since the temporary file has no name that could be changed; they can still be
    /// read here.
    ///
    /// @param target a path that does not exist yet; when the copy fails it does not exist either
    /// @throws java.nio.file.FileAlreadyExistsException when it exists
    /// @throws IOException when it cannot be written
    public void moveTo(Path target) throws IOException {
        FileChannel file =
                FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean complete = false;
        try (file) {
            copyTo(file);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(target);
            }
        }
    }

    private void copyTo(FileChannel file) throws IOException {
        switch (content) {
            case Memory(ByteBuffer bytes) -> {
                ByteBuffer rest = bytes.duplicate();
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
            }
            case Spooled(FileChannel channel, long offset, long size) -> {
                long copied = 0;
                while (copied < size) {
                    long count = channel.transferTo(offset + copied, size - copied, file);
                    if (count <= 0) {
                        throw new IOException("a temporary file has become shorter");
                    }
                    copied += count;
                }
            }
        }
    }

    @Override
    public String toString() {
        return name + " (file, " + size() + " bytes)";
    }
}
