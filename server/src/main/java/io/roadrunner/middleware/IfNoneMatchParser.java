package io.roadrunner.middleware;

import java.util.List;

/// Looks for an entity tag in `if-none-match` (RFC 9110 §13.1.2), by weak comparison. From the
/// first character that breaks the grammar on, a value is not looked at. Stateless.
final class IfNoneMatchParser {
    private IfNoneMatchParser() {}

    /// Whether one of the values names the tag, or is `*`.
    ///
    /// @param values of all fields, in order
    /// @param tag of the content, weak or strong
    static boolean matches(List<String> values, String tag) {
        String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
        for (String value : values) {
            if (value.strip().equals("*") || names(value, opaque)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String value, String opaque) {
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c == ' ' || c == '\t' || c == ',') {
                at++;
                continue;
            }
            int start = value.startsWith("W/", at) ? at + 2 : at;
            int end = value.startsWith("\"", start) ? value.indexOf('"', start + 1) : -1;
            if (end < 0) {
                return false;
            }
            if (value.substring(start, end + 1).equals(opaque)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }
}
