package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field value with parameters, such as `form-data; name="a;b"` (RFC 9110 §5.6.6). Immutable.
///
/// @param value what stands before the first semicolon, in lower case
/// @param parameters the values by lower-case name, without quotes
record ParameterizedValue(String value, Map<String, String> parameters) {
    /// The value of a parameter, or null.
    @Nullable String parameter(String lowerCaseName) {
        return parameters.get(lowerCaseName);
    }

    /// The parts of a field value; null when it is malformed or names a parameter twice.
    static @Nullable ParameterizedValue parse(String fieldValue) {
        int semicolon = fieldValue.indexOf(';');
        int end = semicolon < 0 ? fieldValue.length() : semicolon;
        String value = Ascii.toLower(Ascii.trim(fieldValue, 0, end));
        Map<String, String> parameters = new HashMap<>();
        boolean complete = new Cursor(fieldValue, end).readInto(parameters);
        return value.isEmpty() || !complete ? null : new ParameterizedValue(value, parameters);
    }

    /// The place up to which a field value has been read.
    private static final class Cursor {
        private final String text;
        private int position;

        Cursor(String text, int position) {
            this.text = text;
            this.position = position;
        }

        /// Reads `*( OWS ";" OWS [ parameter ] )`; false when that is not what follows.
        boolean readInto(Map<String, String> parameters) {
            skipWhitespace();
            while (position < text.length()) {
                if (text.charAt(position) != ';') {
                    return false;
                }
                position++;
                skipWhitespace();
                if (position < text.length()
                        && text.charAt(position) != ';'
                        && !readParameter(parameters)) {
                    return false;
                }
                skipWhitespace();
            }
            return true;
        }

        private boolean readParameter(Map<String, String> parameters) {
            int equals = text.indexOf('=', position);
            if (equals < 0 || !Ascii.isToken(text.substring(position, equals))) {
                return false;
            }
            String name = Ascii.toLower(text.substring(position, equals));
            position = equals + 1;
            boolean quoted = position < text.length() && text.charAt(position) == '"';
            String value = quoted ? readQuoted() : readUnquoted();
            return value != null && parameters.put(name, value) == null;
        }

        /// Reads more than a `token`: clients send boundaries and names with `/`, `:` or `=` bare.
        private @Nullable String readUnquoted() {
            int start = position;
            while (position < text.length()
                    && text.charAt(position) != ';'
                    && !Ascii.isWhitespace(text.charAt(position))) {
                if (text.charAt(position) == '"') {
                    return null;
                }
                position++;
            }
            return position == start ? null : text.substring(start, position);
        }

        /// Reads a `quoted-string`. A backslash escapes only a double quote and itself: some
        /// clients send a whole Windows path as the name of a file.
        private @Nullable String readQuoted() {
            StringBuilder value = new StringBuilder();
            position++;
            while (position < text.length()) {
                char c = text.charAt(position++);
                if (c == '"') {
                    return value.toString();
                }
                if (c == '\\' && position < text.length() && isEscaped(text.charAt(position))) {
                    c = text.charAt(position++);
                }
                value.append(c);
            }
            return null;
        }

        private static boolean isEscaped(char c) {
            return c == '"' || c == '\\';
        }

        private void skipWhitespace() {
            while (position < text.length() && Ascii.isWhitespace(text.charAt(position))) {
                position++;
            }
        }
    }
}
