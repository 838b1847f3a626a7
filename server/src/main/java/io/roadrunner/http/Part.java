package io.roadrunner.http;

import io.roadrunner.http.FormException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One part of a [Multipart] while it arrives. Its content is read at most once and only until the
/// next part is asked for; what is not read is skipped. Owned by the thread of the request.
public final class Part {
    private static final int FIRST_CAPACITY = 256;

    private final Multipart owner;
    private final PartHead head;

    Part(Multipart owner, PartHead head) {
        this.owner = owner;
        this.head = head;
    }

    /// The name of the field in the form, UTF-8 decoded (RFC 7578 §4.2); may be empty.
    public String name() {
        return head.name();
    }

    /// The name of the file at the peer, or null for a field that is no file; empty when no file
    /// was chosen. Never use it as a path: it may hold anything.
    public @Nullable String fileName() {
        return head.fileName();
    }

    /// Whether the part has a file name.
    public boolean isFile() {
        return head.fileName() != null;
    }

    /// The media type that the peer gives, or null; `text/plain` is meant then (RFC 7578 §4.4).
    public @Nullable String contentType() {
        return head.headers().first("content-type");
    }

    /// All fields of the part.
    public Headers headers() {
        return head.headers();
    }

    PartHead head() {
        return head;
    }

    /// Whether no content is left; blocks until that is known.
    boolean isAtEnd() throws IOException {
        return owner.available(this) == 0;
    }

    /// Reads some content; blocks until there is some.
    ///
    /// @return the number of bytes, at least 1 while the buffer has room; -1 at the end
    /// @throws IllegalStateException when a later part has been asked for
    /// @throws FormException when the body is malformed or exceeds a limit
    /// @throws RejectedException when the peer sends it wrong or too slowly
    /// @throws IOException when the peer has gone
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        int available = owner.available(this);
        if (available == 0) {
            return -1;
        }
        int count = Math.min(available, target.remaining());
        target.put(owner.window(count));
        return count;
    }

    /// Writes what has not been read yet to a channel in blocking mode.
    ///
    /// @return how many bytes
    /// @throws IllegalStateException when a later part has been asked for
    /// @throws FormException when the body is malformed or exceeds a limit
    /// @throws IOException when the peer has gone or the channel fails
    public long transferTo(WritableByteChannel target) throws IOException {
        long written = 0;
        int available;
        while ((available = owner.available(this)) > 0) {
            ByteBuffer piece = owner.window(available);
            while (piece.hasRemaining()) {
                target.write(piece);
            }
            written += available;
        }
        return written;
    }

    /// Writes what has not been read yet to a stream.
    ///
    /// @return how many bytes
    /// @throws IllegalStateException when a later part has been asked for
    /// @throws FormException when the body is malformed or exceeds a limit
    /// @throws IOException when the peer has gone or the stream fails
    public long transferTo(OutputStream target) throws IOException {
        long written = 0;
        int available;
        while ((available = owner.available(this)) > 0) {
            ByteBuffer piece = owner.window(available);
            target.write(piece.array(), piece.arrayOffset() + piece.position(), available);
            written += available;
        }
        return written;
    }

    /// What has not been read yet.
    ///
    /// @param max how many bytes at the most; one more refuses the form
    /// @throws IllegalStateException when a later part has been asked for
    /// @throws FormException when there is more, or the body is malformed or exceeds a limit
    /// @throws IOException when the peer has gone
    public byte[] bytes(int max) throws IOException {
        byte[] bytes = new byte[Math.min(max, FIRST_CAPACITY)];
        int size = 0;
        int available;
        while ((available = owner.available(this)) > 0) {
            if (available > max - size) {
                throw owner.fail(new FormException(Reason.FIELD_TOO_LONG));
            }
            if (available > bytes.length - size) {
                int doubled = (int) Math.min(max, bytes.length * 2L);
                bytes = Arrays.copyOf(bytes, Math.max(size + available, doubled));
            }
            owner.window(available).get(bytes, size, available);
            size += available;
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /// What has not been read yet as UTF-8 (RFC 7578 §5.1); what is not UTF-8 becomes replacement
    /// characters.
    ///
    /// @param max how many bytes at the most; one more refuses the form
    /// @throws IllegalStateException when a later part has been asked for
    /// @throws FormException when there is more, or the body is malformed or exceeds a limit
    /// @throws IOException when the peer has gone
    public String text(int max) throws IOException {
        return new String(bytes(max), StandardCharsets.UTF_8);
    }
}
