package io.roadrunner.files;

import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidHeaderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How [StaticFiles] serves a folder. Immutable.
///
/// @param index the name of the file that answers for a folder, default `index.html`; empty for
///   none. There is never a listing
/// @param cacheControl the value of `cache-control` on 200, 206 and 304, default empty: no field
/// @param symlinkPolicy what happens at symbolic links, default [SymlinkPolicy#REFUSE_ESCAPES]
/// @param hiddenFiles whether names that begin with a dot are served, default false; `.well-known`
///   always is
/// @param preCompressed whether a sibling with the ending `.br`, `.zst` or `.gz` is sent to clients
///   that accept its coding, default true
/// @param cacheTtl for how long what was found out about a path is believed: where it leads and
///   which siblings there are; zero to 1 day, default 1 s, zero for never. Size, date and entity
///   tag are looked at each time
/// @param cacheEntries for how many paths that is kept; 1 to 1000000, default 1024
public record StaticFilesOptions(
        String index,
        String cacheControl,
        SymlinkPolicy symlinkPolicy,
        boolean hiddenFiles,
        boolean preCompressed,
        Duration cacheTtl,
        int cacheEntries) {
    private static final int MOST_ENTRIES = 1_000_000;
    private static final Duration LONGEST_TTL = Duration.ofDays(1);
    private static final StaticFilesOptions STANDARD =
            new StaticFilesOptions(
                    "index.html",
                    "",
                    SymlinkPolicy.REFUSE_ESCAPES,
                    false,
                    true,
                    Duration.ofSeconds(1),
                    1024);

    /// Throws [IllegalArgumentException] that names every component that is out of range.
    public StaticFilesOptions {
        List<String> problems = new ArrayList<>();
        if (!index.isEmpty() && !FilePathDecoder.isFileName(index)) {
            problems.add("index = " + index + ": must be the name of a file, or empty");
        }
        try {
            Headers.of("cache-control", cacheControl);
        } catch (InvalidHeaderException e) {
            problems.add("cache_control: " + e.getMessage());
        }
        if (cacheTtl.isNegative() || cacheTtl.compareTo(LONGEST_TTL) > 0) {
            problems.add("cache_ttl = " + cacheTtl + ": must be zero to 1 day");
        }
        if (cacheEntries < 1 || cacheEntries > MOST_ENTRIES) {
            problems.add("cache_entries = " + cacheEntries + ": must be 1 to " + MOST_ENTRIES);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// The defaults.
    public static StaticFilesOptions standard() {
        return STANDARD;
    }

    /// A builder that starts with the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Gathers options; they are checked when they are built. Not for use by several threads at
    /// once.
    public static final class Builder {
        private String index = STANDARD.index;
        private String cacheControl = STANDARD.cacheControl;
        private SymlinkPolicy symlinkPolicy = STANDARD.symlinkPolicy;
        private boolean hiddenFiles = STANDARD.hiddenFiles;
        private boolean preCompressed = STANDARD.preCompressed;
        private Duration cacheTtl = STANDARD.cacheTtl;
        private int cacheEntries = STANDARD.cacheEntries;

        private Builder() {}

        /// The name of the file that answers for a folder; empty for none.
        public Builder index(String name) {
            this.index = name;
            return this;
        }

        /// The value of `cache-control`; empty for none.
        public Builder cacheControl(String value) {
            this.cacheControl = value;
            return this;
        }

        /// What happens at symbolic links.
        public Builder symlinkPolicy(SymlinkPolicy policy) {
            this.symlinkPolicy = policy;
            return this;
        }

        /// Whether names that begin with a dot are served.
        public Builder hiddenFiles(boolean served) {
            this.hiddenFiles = served;
            return this;
        }

        /// Whether compressed siblings are sent.
        public Builder preCompressed(boolean sent) {
            this.preCompressed = sent;
            return this;
        }

        /// For how long what was found out about a path is believed; zero for never.
        public Builder cacheTtl(Duration ttl) {
            this.cacheTtl = ttl;
            return this;
        }

        /// For how many paths that is kept.
        public Builder cacheEntries(int entries) {
            this.cacheEntries = entries;
            return this;
        }

        /// The options.
        ///
        /// @throws IllegalArgumentException that names everything that is out of range
        public StaticFilesOptions build() {
            return new StaticFilesOptions(
                    index,
                    cacheControl,
                    symlinkPolicy,
                    hiddenFiles,
                    preCompressed,
                    cacheTtl,
                    cacheEntries);
        }
    }
}
