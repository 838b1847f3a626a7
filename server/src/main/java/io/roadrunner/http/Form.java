package io.roadrunner.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of a form in one of its two encodings. Immutable; any thread. It holds all of the
/// body, which `max_content_length` bounds.
public sealed interface Form {
    /// The text of the first field of this name, or null; of a file its content as UTF-8.
    @Nullable String first(String name);

    /// The texts of all fields of this name, in order; empty when there is none.
    List<String> all(String name);

    /// An `application/x-www-form-urlencoded` body.
    ///
    /// @param fields the decoded fields in order
    record Urlencoded(QueryParameters fields) implements Form {
        @Override
        public @Nullable String first(String name) {
            return fields.first(name);
        }

        @Override
        public List<String> all(String name) {
            return fields.all(name);
        }
    }

    /// A `multipart/form-data` body (RFC 7578).
    ///
    /// @param parts the parts in order
    record Multipart(List<Part> parts) implements Form {
        /// Keeps a copy of the list.
        public Multipart {
            parts = List.copyOf(parts);
        }

        /// The first part of this name, or null.
        public @Nullable Part part(String name) {
            for (Part part : parts) {
                if (part.name().equals(name)) {
                    return part;
                }
            }
            return null;
        }

        @Override
        public @Nullable String first(String name) {
            Part part = part(name);
            return part == null ? null : part.text();
        }

        @Override
        public List<String> all(String name) {
            List<String> all = new ArrayList<>();
            for (Part part : parts) {
                if (part.name().equals(name)) {
                    all.add(part.text());
                }
            }
            return Collections.unmodifiableList(all);
        }
    }

    /// One part of a [Multipart].
    ///
    /// @param name the name of the field
    /// @param filename the name that the file has at the peer, null for a field that is no file;
    ///   never use it as a path: it may hold anything
    /// @param contentType the media type that the peer gives, or null
    /// @param headers all fields of the part
    /// @param content the bytes; the accessor returns a new read-only view each time
    record Part(
            String name,
            @Nullable String filename,
            @Nullable String contentType,
            Headers headers,
            ByteBuffer content) {
        /// Keeps a read-only view of the content.
        public Part {
            content = content.slice().asReadOnlyBuffer();
        }

        @Override
        public ByteBuffer content() {
            return content.duplicate();
        }

        /// Whether the part has a file name.
        public boolean isFile() {
            return filename != null;
        }

        /// The length of the content in bytes.
        public int size() {
            return content.remaining();
        }

        /// A copy of the content.
        public byte[] bytes() {
            byte[] bytes = new byte[content.remaining()];
            content.get(content.position(), bytes);
            return bytes;
        }

        /// The content as UTF-8; what is not UTF-8 becomes replacement characters.
        public String text() {
            return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
        }
    }
}
