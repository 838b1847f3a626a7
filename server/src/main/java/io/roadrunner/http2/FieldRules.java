package io.roadrunner.http2;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.bytes.CheckedFields;
import io.roadrunner.hpack.HpackFields;
import io.roadrunner.http.Headers;
import org.jspecify.annotations.Nullable;

/// What a field line may be in HTTP/2 (RFC 9113 §8.2). Stateless; any thread.
final class FieldRules {
    private static final boolean[] LOWER_CASE_TOKEN = lowerCaseTokenTable();

    private FieldRules() {}

    private static boolean[] lowerCaseTokenTable() {
        boolean[] table = new boolean[256];
        for (int c = 0; c < 128; c++) {
            table[c] = Ascii.isTokenCharacter(c) && Ascii.toLower(c) == c;
        }
        return table;
    }

    /// Whether a name is one of a pseudo-header field, known or not.
    static boolean isPseudo(String name) {
        return !name.isEmpty() && name.charAt(0) == ':';
    }

    /// What is wrong with a regular field, null when nothing is.
    static @Nullable String problem(String name, String value) {
        if (!isLowerCaseToken(name)) {
            return "a field name that must not be sent";
        }
        if (!isValue(value)) {
            return "a field value that must not be sent";
        }
        return switch (name) {
            // "An endpoint MUST NOT generate an HTTP/2 message containing connection-specific
            // header fields." RFC 9113 §8.2.2
            case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" ->
                    "a connection-specific field";
            // "it MUST NOT contain any value other than "trailers"" RFC 9113 §8.2.2
            case "te" -> value.equalsIgnoreCase("trailers") ? null : "te that is not trailers";
            default -> null;
        };
    }

    /// The trailer section that the fields are (RFC 9113 §8.1).
    ///
    /// @throws Http2Exception.OfStream when it is malformed
    static Headers trailers(int streamId, HpackFields fields) throws Http2Exception.OfStream {
        String[] checked = new String[fields.size() * 2];
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            String value = fields.value(i);
            // "Pseudo-header fields MUST NOT appear in a trailer section." RFC 9113 §8.1
            String problem =
                    isPseudo(name) ? "a pseudo-header field in trailers" : problem(name, value);
            if (problem == null && isFraming(name)) {
                problem = "a framing field in trailers";
            }
            if (problem != null) {
                throw new Http2Exception.OfStream(streamId, ErrorCode.PROTOCOL_ERROR, problem);
            }
            checked[i * 2] = name;
            checked[i * 2 + 1] = value;
        }
        return Headers.of(new CheckedFields(checked));
    }

    /// A field that would change what has been decided by the head (RFC 9110 §6.5.1).
    private static boolean isFraming(String name) {
        return name.equals("content-length") || name.equals("host");
    }

    private static boolean isLowerCaseToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > 0xff || !LOWER_CASE_TOKEN[c]) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /// "A field value MUST NOT start or end with an ASCII whitespace character" RFC 9113 §8.2.1
    private static boolean isValue(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (!Ascii.isFieldValueCharacter(value.charAt(i))) {
                return false;
            }
        }
        if (length == 0) {
            return true;
        }
        boolean padded =
                Ascii.isWhitespace(value.charAt(0)) || Ascii.isWhitespace(value.charAt(length - 1));
        return !padded;
    }
}
