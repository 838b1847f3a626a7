package io.roadrunner.benchmarks.check;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/// What has to be answered, without that in which servers may differ. Immutable.
///
/// @param type the media type without parameters; empty for any
/// @param content without its coding
/// @param telling how the content may be told
record Expected(String type, Buffer content, Telling telling) {
    private static final int OK = 200;

    /// How the same content may be told.
    enum Telling {
        /// As it is.
        PLAIN,
        /// Compressed.
        GZIP,
        /// As it is or compressed.
        ANY,
        /// As events, with or without the space behind a colon.
        EVENTS
    }

    static Expected text(String content) {
        return new Expected("text/plain", Buffer.buffer(content), Telling.PLAIN);
    }

    static Expected plain(String type, byte[] content) {
        return new Expected(type, Buffer.buffer(content), Telling.PLAIN);
    }

    /// In which way a reply is another, in words.
    Optional<String> difference(Reply reply) {
        if (reply.status() != OK) {
            return Optional.of("status " + reply.status());
        }
        if (!type.isEmpty() && !type.equals(reply.type())) {
            return Optional.of("type `" + reply.type() + "` instead of `" + type + "`");
        }
        return switch (telling) {
            case PLAIN -> reply.compressed() ? Optional.of("compressed") : content(reply.content());
            case GZIP -> reply.compressed() ? decoded(reply) : Optional.of("not compressed");
            case ANY -> decoded(reply);
            case EVENTS -> content(Buffer.buffer(spaced(reply.content().toString())));
        };
    }

    private Optional<String> decoded(Reply reply) {
        try {
            return content(reply.decoded());
        } catch (IOException e) {
            return Optional.of("content that is not gzip: " + e.getMessage());
        }
    }

    private Optional<String> content(Buffer other) {
        if (other.equals(content)) {
            return Optional.empty();
        }
        int mismatch = 0;
        int common = Math.min(other.length(), content.length());
        while (mismatch < common && other.getByte(mismatch) == content.getByte(mismatch)) {
            mismatch++;
        }
        return Optional.of(
                "%d octets instead of %d, other ones from %d"
                        .formatted(other.length(), content.length(), mismatch));
    }

    private static String spaced(String events) {
        return events.replace("data:", "data: ").replace("data:  ", "data: ");
    }
}
