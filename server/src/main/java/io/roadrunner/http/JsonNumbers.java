package io.roadrunner.http;

/// Numbers in the grammar of JSON (RFC 8259 §6). Stateless; any thread.
final class JsonNumbers {
    private JsonNumbers() {}

    /// The text of a number.
    ///
    /// @throws InvalidJsonException for NaN, an infinity, or a number type whose text is no number
    static String text(Number number) {
        String text = number.toString();
        boolean integer = number instanceof Integer || number instanceof Long;
        // "Numeric values that cannot be represented in the grammar below (such as Infinity and
        // NaN) are not permitted." RFC 8259 §6
        if (!integer && !isNumber(text)) {
            throw new InvalidJsonException("not a JSON number: " + text);
        }
        return text;
    }

    /// Whether the text is a `number`: `[ "-" ] int [ frac ] [ exp ]`.
    static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int end = digits(text, at);
        if (end == at || (end > at + 1 && text.charAt(at) == '0')) {
            return false;
        }
        at = end;
        if (at < text.length() && text.charAt(at) == '.') {
            end = digits(text, at + 1);
            if (end == at + 1) {
                return false;
            }
            at = end;
        }
        return at == text.length() || isExponent(text, at);
    }

    private static boolean isExponent(String text, int at) {
        if ((text.charAt(at) | 0x20) != 'e') {
            return false;
        }
        int from = at + 1;
        if (from < text.length() && (text.charAt(from) == '+' || text.charAt(from) == '-')) {
            from++;
        }
        return digits(text, from) > from && digits(text, from) == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
