package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The grammar of `set-cookie` (RFC 6265 §4.1.1). Each check throws [InvalidCookieException].
/// Stateless; any thread.
final class CookieGrammar {
    private static final int MAX_NAME_AND_VALUE = 4096;
    private static final int MAX_ATTRIBUTE = 1024;
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_LABEL = 63;
    private static final Instant FIRST_EXPIRY = Instant.parse("1601-01-01T00:00:00Z");
    private static final Instant AFTER_LAST_EXPIRY = Instant.parse("+10000-01-01T00:00:00Z");

    private CookieGrammar() {}

    static void checkName(String name) {
        // "cookie-name = token" RFC 6265 §4.1.1
        if (!Ascii.isToken(name)) {
            throw new InvalidCookieException("not a cookie name: " + printable(name));
        }
    }

    /// The value, and its length with the name: a browser drops what is longer without a word.
    static void checkValue(String name, String value) {
        int end = value.length();
        boolean quoted = end >= 2 && value.charAt(0) == '"' && value.charAt(end - 1) == '"';
        for (int i = quoted ? 1 : 0; i < (quoted ? end - 1 : end); i++) {
            if (!isCookieOctet(value.charAt(i))) {
                throw new InvalidCookieException(
                        "cookie " + name + " has a value that must not be sent");
            }
        }
        if (name.length() + end > MAX_NAME_AND_VALUE) {
            throw new InvalidCookieException(
                    "cookie " + name + " is longer than " + MAX_NAME_AND_VALUE + " bytes");
        }
    }

    /// "US-ASCII characters excluding CTLs, whitespace DQUOTE, comma, semicolon, and backslash" RFC
    /// 6265 §4.1.1
    private static boolean isCookieOctet(char c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
    }

    static void checkDomain(@Nullable String domain) {
        if (domain == null) {
            return;
        }
        boolean valid = !domain.isEmpty() && domain.length() <= MAX_DOMAIN;
        int start = 0;
        while (valid && start <= domain.length()) {
            int dot = domain.indexOf('.', start);
            int end = dot < 0 ? domain.length() : dot;
            valid = isLabel(domain, start, end);
            start = end + 1;
        }
        if (!valid) {
            throw new InvalidCookieException("not a cookie domain: " + printable(domain));
        }
    }

    private static boolean isLabel(String domain, int from, int to) {
        if (from == to || to - from > MAX_LABEL) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = domain.charAt(i);
            boolean inner = i > from && i < to - 1;
            if (!isLetterOrDigit(c) && !(c == '-' && inner)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        int lower = Ascii.toLower(c);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
    }

    static void checkPath(@Nullable String path) {
        if (path == null) {
            return;
        }
        boolean valid = path.startsWith("/") && path.length() <= MAX_ATTRIBUTE;
        for (int i = 0; valid && i < path.length(); i++) {
            char c = path.charAt(i);
            // "path-value = <any CHAR except CTLs or ";">" RFC 6265 §4.1.1
            valid = c >= 0x20 && c < 0x7f && c != ';';
        }
        // A browser takes whitespace off the end (RFC 6265 §5.2).
        if (!valid || path.endsWith(" ")) {
            throw new InvalidCookieException("not a cookie path: " + printable(path));
        }
    }

    static void checkMaxAge(@Nullable Duration maxAge) {
        if (maxAge != null
                && (maxAge.isNegative()
                        || !maxAge.equals(Duration.ofSeconds(maxAge.toSeconds())))) {
            throw new InvalidCookieException("max-age is not whole seconds from 0: " + maxAge);
        }
    }

    static void checkExpires(@Nullable Instant expires) {
        // "If [...] the year-value is less than 1601" RFC 6265 §5.1.1 a browser ignores the date.
        if (expires != null
                && (expires.isBefore(FIRST_EXPIRY) || !expires.isBefore(AFTER_LAST_EXPIRY))) {
            throw new InvalidCookieException("expires is not within 1601 to 9999: " + expires);
        }
    }

    /// Whether the name begins with this prefix in any case: browsers compare it so.
    static boolean hasPrefix(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printable.append(c >= 0x20 && c < 0x7f ? c : '?');
        }
        return printable.toString();
    }
}
