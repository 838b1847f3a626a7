package io.roadrunner.http;

/// How much of a multipart body is read. Immutable; each limit holds at its bound and refuses the
/// form one past it.
///
/// @param maxParts the number of parts; 1 to 100 000, default 1000 (Tomcat's). Beyond it 413
/// @param maxPartHeaderBytes the header of one part with the empty line that ends it; 64 bytes to 1
///   MiB, default 16 KiB (ASP.NET's). Beyond it 413
/// @param maxPartHeaders the fields in the header of one part; 1 to 1000, default 32 (own). Beyond
///   it 413
/// @param maxIgnoredBytes what stands in front of the first delimiter, and counted anew what stands
///   behind the last one; 0 to 1 MiB, default 8 KiB (own). Beyond it 400 in front and 413 behind
/// @param maxPartBytes the content of one part, whether it is read or skipped; from 0, by default
///   as much as the whole body may have (own). Beyond it 413
/// @param maxContentBytes the whole body; from 0, or [#LISTENERS] for the `max_content_length` of
///   the listener, which is the default. Beyond it 413. A larger one lets more pass only where
///   `body_buffering` is `manual`
public record MultipartOptions(
        int maxParts,
        int maxPartHeaderBytes,
        int maxPartHeaders,
        int maxIgnoredBytes,
        long maxPartBytes,
        long maxContentBytes) {
    /// Stands for the `max_content_length` of the listener.
    public static final long LISTENERS = -1;

    private static final int KIB = 1024;

    private static final MultipartOptions STANDARD =
            new MultipartOptions(1000, 16 * KIB, 32, 8 * KIB, Long.MAX_VALUE, LISTENERS);

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public MultipartOptions {
        new OptionProblems()
                .range("maxParts", maxParts, 1, 100_000)
                .range("maxPartHeaderBytes", maxPartHeaderBytes, 64, KIB * KIB)
                .range("maxPartHeaders", maxPartHeaders, 1, 1000)
                .range("maxIgnoredBytes", maxIgnoredBytes, 0, KIB * KIB)
                .range("maxPartBytes", maxPartBytes, 0, Long.MAX_VALUE)
                .range("maxContentBytes", maxContentBytes, LISTENERS, Long.MAX_VALUE)
                .throwIfAny();
    }

    /// The defaults.
    public static MultipartOptions standard() {
        return STANDARD;
    }

    /// A builder that starts with the defaults.
    public static Builder builder() {
        return new Builder(STANDARD);
    }

    /// How many bytes of a body may come.
    long contentLimit(RequestBody body) {
        return maxContentBytes == LISTENERS ? body.limit() : maxContentBytes;
    }

    /// Gathers limits; checked when they are built. For one thread.
    public static final class Builder {
        private int maxParts;
        private int maxPartHeaderBytes;
        private int maxPartHeaders;
        private int maxIgnoredBytes;
        private long maxPartBytes;
        private long maxContentBytes;

        private Builder(MultipartOptions from) {
            maxParts = from.maxParts;
            maxPartHeaderBytes = from.maxPartHeaderBytes;
            maxPartHeaders = from.maxPartHeaders;
            maxIgnoredBytes = from.maxIgnoredBytes;
            maxPartBytes = from.maxPartBytes;
            maxContentBytes = from.maxContentBytes;
        }

        /// The number of parts; 1 to 100 000.
        public Builder maxParts(int count) {
            maxParts = count;
            return this;
        }

        /// Bytes of one part's header with the empty line that ends it; 64 to 1 MiB.
        public Builder maxPartHeaderBytes(int bytes) {
            maxPartHeaderBytes = bytes;
            return this;
        }

        /// Fields in one part's header; 1 to 1000.
        public Builder maxPartHeaders(int count) {
            maxPartHeaders = count;
            return this;
        }

        /// Bytes in front of the first delimiter and behind the last one; 0 to 1 MiB.
        public Builder maxIgnoredBytes(int bytes) {
            maxIgnoredBytes = bytes;
            return this;
        }

        /// Bytes of one part's content; from 0.
        public Builder maxPartBytes(long bytes) {
            maxPartBytes = bytes;
            return this;
        }

        /// Bytes of the whole body; from 0, or [MultipartOptions#LISTENERS].
        public Builder maxContentBytes(long bytes) {
            maxContentBytes = bytes;
            return this;
        }

        /// The limits. Throws [IllegalArgumentException] with every one that is out of range.
        public MultipartOptions build() {
            return new MultipartOptions(
                    maxParts,
                    maxPartHeaderBytes,
                    maxPartHeaders,
                    maxIgnoredBytes,
                    maxPartBytes,
                    maxContentBytes);
        }
    }
}
