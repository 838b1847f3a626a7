package io.roadrunner.http;

import io.roadrunner.http.FormException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a multipart body into a form: fields and small files into memory, the other files into one
/// temporary file. Owned by the thread of the request; closing it deletes the file.
final class FormReader implements Closeable {
    private static final int LEAST_PIECE = 8 * 1024;

    private final FormLimits limits;
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable String> values = new ArrayList<>();
    private final List<FormFile> files = new ArrayList<>();
    private @Nullable ByteBuffer piece;
    private @Nullable SpoolFile spool;
    private long fieldsBytes;
    private long filesMemoryBytes;

    FormReader(FormLimits limits) {
        this.limits = limits;
    }

    /// The form. Nothing of a form that fails is left.
    Form read(Multipart multipart) throws IOException {
        try {
            Part part;
            while ((part = multipart.next()) != null) {
                count(part.head().size());
                String fileName = part.fileName();
                if (fileName == null) {
                    readField(part);
                } else {
                    files.add(new FormFile(part.head(), fileName, readFile(part)));
                }
            }
            return new Form(new QueryParameters(names, values), files);
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void readField(Part part) throws IOException {
        byte[] content = part.bytes(limits.maxFieldBytes());
        count(content.length);
        names.add(part.name());
        values.add(new String(content, StandardCharsets.UTF_8));
    }

    private void count(int bytes) throws FormException {
        fieldsBytes += bytes;
        if (fieldsBytes > limits.maxFieldsBytes()) {
            throw new FormException(Reason.FIELDS_TOO_LONG);
        }
    }

    private FormFile.Content readFile(Part part) throws IOException {
        ByteBuffer first = piece().clear();
        boolean complete = fill(part, first);
        first.flip();
        int size = first.remaining();
        if (complete
                && size <= limits.fileMemoryBytes()
                && filesMemoryBytes + size <= limits.filesMemoryBytes()) {
            filesMemoryBytes += size;
            byte[] content = new byte[size];
            first.get(content);
            return new FormFile.Memory(ByteBuffer.wrap(content));
        }
        SpoolFile file = spool();
        long offset = file.size();
        file.append(first);
        while (part.read(first.clear()) > 0) {
            file.append(first.flip());
        }
        return new FormFile.Spooled(file.channel(), offset, file.size() - offset);
    }

    /// Fills the buffer, or reads to the end of the part.
    ///
    /// @return whether the end has been reached
    private static boolean fill(Part part, ByteBuffer target) throws IOException {
        int read = 0;
        while (target.hasRemaining() && read >= 0) {
            read = part.read(target);
        }
        return read < 0 || part.isAtEnd();
    }

    private ByteBuffer piece() {
        ByteBuffer current = piece;
        if (current == null) {
            current = ByteBuffer.allocate(Math.max(limits.fileMemoryBytes(), LEAST_PIECE));
            piece = current;
        }
        return current;
    }

    private SpoolFile spool() throws IOException {
        SpoolFile current = spool;
        if (current == null) {
            current = SpoolFile.create(limits.directory());
            spool = current;
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            spool.close();
        }
    }
}
