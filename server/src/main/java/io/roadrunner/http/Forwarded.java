package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import org.jspecify.annotations.Nullable;

/// Who a proxy says the client is: `forwarded` (RFC 7239) or else `x-forwarded-for`. Anybody can
/// send these fields. Stateless; any thread.
final class Forwarded {
    private Forwarded() {}

    /// The node identifier of the client as it was sent, possibly with brackets and port (RFC 7239
    /// §6), or null. `forwarded` wins even when its first element has no `for`.
    static @Nullable String client(Headers headers) {
        String forwarded = headers.first("forwarded");
        if (forwarded != null) {
            return node(forwarded);
        }
        String addresses = headers.first("x-forwarded-for");
        if (addresses == null) {
            return null;
        }
        int comma = addresses.indexOf(',');
        return emptyToNull(Ascii.trim(addresses, 0, comma < 0 ? addresses.length() : comma));
    }

    /// The `for` of the first element; a pair that is none is skipped.
    private static @Nullable String node(String forwarded) {
        int elementEnd = endOfPart(forwarded, 0, ',', forwarded.length());
        int start = 0;
        while (start < elementEnd) {
            int end = endOfPart(forwarded, start, ';', elementEnd);
            int equals = forwarded.indexOf('=', start);
            if (equals >= start
                    && equals < end
                    && Ascii.equalsIgnoreCase(Ascii.trim(forwarded, start, equals), "for")) {
                return emptyToNull(unquoted(Ascii.trim(forwarded, equals + 1, end)));
            }
            start = end + 1;
        }
        return null;
    }

    /// The index of the separator that ends the part, looking past quoted strings.
    private static int endOfPart(String text, int from, char separator, int to) {
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                return i;
            }
        }
        return to;
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        if (last < 1 || value.charAt(0) != '"' || value.charAt(last) != '"') {
            return value;
        }
        StringBuilder text = new StringBuilder(last);
        for (int i = 1; i < last; i++) {
            if (value.charAt(i) == '\\' && i + 1 < last) {
                i++;
            }
            text.append(value.charAt(i));
        }
        return text.toString();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
