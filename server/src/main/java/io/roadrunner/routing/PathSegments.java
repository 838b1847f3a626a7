package io.roadrunner.routing;

/// Walks the segments of a path in place (RFC 3986 §3.3). Empty segments do not count, so that `//`
/// collapses, a slash at the end is ignored and one at the start may be missing. Pure; each call
/// costs at most the characters that it passes over.
final class PathSegments {
    private PathSegments() {}

    /// Where the next segment starts at or after `from`; the length of the path when none is left.
    static int start(String path, int from) {
        int at = from;
        while (at < path.length() && path.charAt(at) == '/') {
            at++;
        }
        return at;
    }

    /// The index after the segment that starts at `from`.
    static int end(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    /// The hash that [String#hashCode()] has for the same characters.
    static int hash(String path, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + path.charAt(i);
        }
        return hash;
    }

    /// The segments from the one at `from` to the last, joined by single slashes.
    static String rest(String path, int from) {
        if (path.indexOf("//", from) < 0 && !path.endsWith("/")) {
            return path.substring(from);
        }
        StringBuilder rest = new StringBuilder(path.length() - from);
        int start = start(path, from);
        while (start < path.length()) {
            int end = end(path, start);
            if (!rest.isEmpty()) {
                rest.append('/');
            }
            rest.append(path, start, end);
            start = start(path, end);
        }
        return rest.toString();
    }
}
