package io.roadrunner.files;

import io.roadrunner.http.PercentEncoding;
import org.jspecify.annotations.Nullable;

/// Turns what is left of a request's path into the name of a file below a folder. Pure.
///
/// The path is split at its slashes first and each segment decoded after that, so that an encoded
/// slash never becomes a separator; what a segment means is looked at only when it is decoded.
final class FilePathDecoder {
    /// A folder of files that anybody may ask for by names that all sites share.
    private static final String WELL_KNOWN = ".well-known";

    private final boolean hiddenFiles;

    /// @param hiddenFiles whether names that begin with a dot are names of files like others
    FilePathDecoder(boolean hiddenFiles) {
        this.hiddenFiles = hiddenFiles;
    }

    /// The decoded segments joined by slashes, empty for no segment; null when one of them is not
    /// the name of a file or folder that may be served.
    ///
    /// @param path segments as they were sent, without a slash at the start or the end
    @Nullable String decode(String path) {
        if (path.isEmpty()) {
            return path;
        }
        StringBuilder decoded = new StringBuilder(path.length());
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String name = name(path.substring(start, end));
            if (name == null) {
                return null;
            }
            decoded.append(start == 0 ? "" : "/").append(name);
            start = end + 1;
        }
        return decoded.toString();
    }

    private @Nullable String name(String segment) {
        String name;
        try {
            name = PercentEncoding.decode(segment);
        } catch (IllegalArgumentException _) {
            return null;
        }
        return isFileName(name) && !isHidden(name) ? name : null;
    }

    /// Whether a decoded name means one file or folder, and nothing else to any file system.
    static boolean isFileName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0;
    }

    private boolean isHidden(String name) {
        return !hiddenFiles && name.startsWith(".") && !name.equals(WELL_KNOWN);
    }
}
