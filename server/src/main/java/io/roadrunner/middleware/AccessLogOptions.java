package io.roadrunner.middleware;

import io.roadrunner.http.OptionProblems;
import java.util.Objects;

/// How requests are logged. Immutable.
///
/// @param format of a line; default [Format#COMBINED]
/// @param capacity how many lines may wait for the writer; 1 to 1 000 000, default 8192 (own). One
///   more is dropped and counted
public record AccessLogOptions(Format format, int capacity) {
    private static final AccessLogOptions STANDARD = new AccessLogOptions(Format.COMBINED, 8192);

    /// What a line looks like.
    public enum Format {
        /// `peer - - [time] "request line" status bytes "referer" "user agent"`, as analysers of
        /// logs know it. An unknown part is `-`.
        COMBINED,
        /// One JSON object: `time`, `id`, `listener`, `peer`, `method`, `target`, `protocol`,
        /// `status`, `bytes`, `duration_us`, `complete`, `referer`, `user_agent`. An unknown part
        /// is null.
        JSON
    }

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public AccessLogOptions {
        Objects.requireNonNull(format);
        new OptionProblems().range("capacity", capacity, 1, 1_000_000).throwIfAny();
    }

    /// The defaults.
    public static AccessLogOptions standard() {
        return STANDARD;
    }

    /// These options with another format.
    public AccessLogOptions withFormat(Format format) {
        return new AccessLogOptions(format, capacity);
    }

    /// These options with another number of waiting lines.
    public AccessLogOptions withCapacity(int lines) {
        return new AccessLogOptions(format, lines);
    }
}
