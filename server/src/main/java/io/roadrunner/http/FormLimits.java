package io.roadrunner.http;

import java.nio.file.Path;

/// How much of a form is read, and where. Immutable; each limit holds at its bound and acts one
/// past it.
///
/// @param multipart the limits of a multipart body and its parts
/// @param maxParameters the parameters of an urlencoded form; 1 to 100 000, default 1000 (ASP.NET
///   has 1024). Beyond it 413
/// @param maxFieldBytes the content of one field of a multipart form; 0 to 1 GiB, default 1 MiB
///   (own). Beyond it 413
/// @param maxFieldsBytes all that is held in memory for fields: the whole urlencoded body, or of a
///   multipart form the content of all fields with the headers of all parts; 0 to 1 GiB, default 4
///   MiB (own). Beyond it 413
/// @param fileMemoryBytes how long a file may be to be kept in memory; 0 to 16 MiB, default 64 KiB
///   (ASP.NET's). Beyond it the file goes to disk
/// @param filesMemoryBytes how long all files in memory may be together; 0 to 1 GiB, default 1 MiB
///   (own). Beyond it each further file goes to disk
/// @param directory where files are spooled to; default `java.io.tmpdir`. See [FormFile]
public record FormLimits(
        MultipartOptions multipart,
        int maxParameters,
        int maxFieldBytes,
        int maxFieldsBytes,
        int fileMemoryBytes,
        int filesMemoryBytes,
        Path directory) {
    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;
    private static final int GIB = KIB * MIB;

    private static final FormLimits STANDARD =
            new FormLimits(
                    MultipartOptions.standard(),
                    QueryParameters.MAX_PARAMETERS,
                    MIB,
                    4 * MIB,
                    64 * KIB,
                    MIB,
                    Path.of(System.getProperty("java.io.tmpdir")));

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public FormLimits {
        new OptionProblems()
                .range("maxParameters", maxParameters, 1, 100_000)
                .range("maxFieldBytes", maxFieldBytes, 0, GIB)
                .range("maxFieldsBytes", maxFieldsBytes, 0, GIB)
                .range("fileMemoryBytes", fileMemoryBytes, 0, 16 * MIB)
                .range("filesMemoryBytes", filesMemoryBytes, 0, GIB)
                .throwIfAny();
    }

    /// The defaults.
    public static FormLimits standard() {
        return STANDARD;
    }

    /// A builder that starts with the defaults.
    public static Builder builder() {
        return new Builder(STANDARD);
    }

    /// Gathers limits; checked when they are built. For one thread.
    public static final class Builder {
        private MultipartOptions multipart;
        private int maxParameters;
        private int maxFieldBytes;
        private int maxFieldsBytes;
        private int fileMemoryBytes;
        private int filesMemoryBytes;
        private Path directory;

        private Builder(FormLimits from) {
            multipart = from.multipart;
            maxParameters = from.maxParameters;
            maxFieldBytes = from.maxFieldBytes;
            maxFieldsBytes = from.maxFieldsBytes;
            fileMemoryBytes = from.fileMemoryBytes;
            filesMemoryBytes = from.filesMemoryBytes;
            directory = from.directory;
        }

        /// The limits of a multipart body and its parts.
        public Builder multipart(MultipartOptions options) {
            multipart = options;
            return this;
        }

        /// The number of parameters of an urlencoded form; 1 to 100 000.
        public Builder maxParameters(int count) {
            maxParameters = count;
            return this;
        }

        /// Bytes of one field of a multipart form; 0 to 1 GiB.
        public Builder maxFieldBytes(int bytes) {
            maxFieldBytes = bytes;
            return this;
        }

        /// Bytes of an urlencoded body, or of all fields and headers of a multipart form; 0 to 1
        /// GiB.
        public Builder maxFieldsBytes(int bytes) {
            maxFieldsBytes = bytes;
            return this;
        }

        /// Bytes up to which a file stays in memory; 0 to 16 MiB.
        public Builder fileMemoryBytes(int bytes) {
            fileMemoryBytes = bytes;
            return this;
        }

        /// Bytes up to which files stay in memory together; 0 to 1 GiB.
        public Builder filesMemoryBytes(int bytes) {
            filesMemoryBytes = bytes;
            return this;
        }

        /// Where files are spooled to: an existing directory.
        public Builder directory(Path directory) {
            this.directory = directory;
            return this;
        }

        /// The limits. Throws [IllegalArgumentException] with every one that is out of range.
        public FormLimits build() {
            return new FormLimits(
                    multipart,
                    maxParameters,
                    maxFieldBytes,
                    maxFieldsBytes,
                    fileMemoryBytes,
                    filesMemoryBytes,
                    directory);
        }
    }
}
