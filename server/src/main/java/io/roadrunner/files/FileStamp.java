package io.roadrunner.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which file it was and in which state, as far as the file system tells. Immutable.
///
/// @param key what tells the file from all others that exist at the time, such as device and inode;
///   null where the system has no such thing
/// @param size in bytes
/// @param modifiedNanos the time of the last change, in nanoseconds since 1970
record FileStamp(@Nullable Object key, long size, long modifiedNanos) {
    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(
                attributes.fileKey(),
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    boolean isOf(BasicFileAttributes attributes) {
        return Objects.equals(key, attributes.fileKey());
    }

    boolean isOfSameFile(FileStamp other) {
        return Objects.equals(key, other.key);
    }

    /// The time of the last change as `last-modified` can say it: not before 1970, and not after
    /// now.
    ///
    /// "An origin server with a clock (as defined in Section 5.6.7) MUST NOT generate a
    /// Last-Modified date that is later than the server's time of message origination" RFC 9110
    /// §8.8.2.1
    Instant lastModified(Instant now) {
        long seconds = Math.max(0, Math.floorDiv(modifiedNanos, 1_000_000_000L));
        return Instant.ofEpochSecond(Math.min(seconds, now.getEpochSecond()));
    }
}
