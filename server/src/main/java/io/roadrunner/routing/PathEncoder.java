package io.roadrunner.routing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes the path of a pattern whose placeholders have values, percent-encoded (RFC 3986 §2.1).
/// Pure; any thread.
final class PathEncoder {
    /// What `pchar` has beside letters and digits (RFC 3986 §3.3).
    private static final String PUNCTUATION = "-._~!$&'()*+,;=:@";

    private static final int HEX = 16;

    private PathEncoder() {}

    /// Throws [IllegalArgumentException] unless the values are those that the pattern needs.
    static String encode(PathPattern pattern, Map<String, String> values) {
        for (String name : values.keySet()) {
            if (!pattern.names().contains(name)) {
                throw new IllegalArgumentException(pattern + " has no parameter " + name);
            }
        }
        StringBuilder path = new StringBuilder();
        for (PathPattern.Segment segment : pattern.segments()) {
            switch (segment.kind()) {
                case LITERAL -> path.append('/').append(segment.text());
                case PARAMETER -> putParameter(path, segment.text(), values);
                case WILDCARD -> putWildcard(path, segment.text(), values);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static void putParameter(StringBuilder path, String name, Map<String, String> values) {
        String value = value(name, values);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("parameter " + name + " is empty");
        }
        checkNoDots(name, value);
        path.append('/');
        put(path, value, false);
    }

    private static void putWildcard(StringBuilder path, String name, Map<String, String> values) {
        String value = value(name, values);
        if (value.isEmpty()) {
            return;
        }
        for (String segment : value.split("/", -1)) {
            checkNoDots(name, segment);
        }
        path.append('/');
        put(path, value, true);
    }

    private static String value(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + " has no value");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("parameter " + name + " is not Unicode text");
        }
        return value;
    }

    private static void checkNoDots(String name, String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("parameter " + name + " has a dot segment");
        }
    }

    private static void put(StringBuilder path, String value, boolean keepSlashes) {
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (isPathCharacter(octet) || (keepSlashes && octet == '/')) {
                path.append((char) octet);
            } else {
                path.append('%').append(hexDigit(octet >> 4)).append(hexDigit(octet));
            }
        }
    }

    private static boolean isPathCharacter(byte octet) {
        return octet >= 0 && (Character.isLetterOrDigit(octet) || PUNCTUATION.indexOf(octet) >= 0);
    }

    // "should use uppercase hexadecimal digits for all percent-encodings" RFC 3986 §2.1
    private static char hexDigit(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xf, HEX));
    }
}
