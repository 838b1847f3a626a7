package io.roadrunner.files;

import io.roadrunner.http.EntityTag;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpDate;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One form of a file, in one state: the file itself or a compressed sibling, with the fields that
/// every answer about it needs. Immutable, so that many requests may use it.
///
/// @param path where it really is
/// @param stamp the state that the fields tell of
/// @param form what does not change with the state
/// @param headers the fields of a 200, without a length
/// @param validators what conditions are compared with
record Representation(
        Path path, FileStamp stamp, Form form, Headers headers, Preconditions validators) {
    /// What does not change when the file does.
    ///
    /// @param mediaType the value of `content-type`
    /// @param coding in which it is compressed, or null
    /// @param negotiated whether `accept-encoding` had a say in the choice of it
    /// @param cacheControl the value of `cache-control`, empty for none
    record Form(
            String mediaType,
            @Nullable ContentCoding coding,
            boolean negotiated,
            String cacheControl) {}

    static Representation of(Path path, FileStamp stamp, Form form) {
        EntityTag tag = entityTag(stamp, form.coding());
        Instant modified = stamp.lastModified(Instant.now());
        Headers.Builder headers = Headers.builder();
        headers.add("content-type", form.mediaType());
        if (form.coding() != null) {
            headers.add("content-encoding", form.coding().token());
        }
        headers.add("etag", tag.toString());
        headers.add("last-modified", HttpDate.format(modified));
        headers.add("accept-ranges", "bytes");
        if (!form.cacheControl().isEmpty()) {
            headers.add("cache-control", form.cacheControl());
        }
        if (form.negotiated()) {
            headers.add("vary", "accept-encoding");
        }
        headers.add("x-content-type-options", "nosniff");
        return new Representation(
                path, stamp, form, headers.build(), new Preconditions(tag, modified));
    }

    /// "A "strong validator" is representation metadata that changes value whenever a change occurs
    /// to the representation data [...]" RFC 9110 §8.8.1; each coding is a representation of its
    /// own (§8.8.3.3).
    private static EntityTag entityTag(FileStamp stamp, @Nullable ContentCoding coding) {
        String version =
                Long.toHexString(stamp.size()) + '-' + Long.toHexString(stamp.modifiedNanos());
        return EntityTag.strong(coding == null ? version : version + '-' + coding.token());
    }

    /// This form of the file in the state in which it is now.
    Representation at(FileStamp now) {
        return now.equals(stamp) ? this : of(path, now, form);
    }

    long size() {
        return stamp.size();
    }
}
