package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `forwarded` (RFC 7239 §4) and lists such as `x-forwarded-for`. What is no pair is skipped:
/// the fields are advice, not framing. Pure and stateless.
final class ForwardedParser {
    private ForwardedParser() {}

    /// What one proxy says, null where it says nothing.
    ///
    /// @param client the node that sent the request to the proxy, possibly with brackets and port
    /// @param scheme by which it was sent
    /// @param host to which host
    record Element(@Nullable String client, @Nullable String scheme, @Nullable String host) {
        private static final Element EMPTY = new Element(null, null, null);
    }

    /// The elements in the order in which the proxies were passed, the client's first.
    static List<Element> parse(String forwarded) {
        List<Element> elements = new ArrayList<>();
        int start = 0;
        while (start <= forwarded.length()) {
            int end = endOfPart(forwarded, start, ',', forwarded.length());
            elements.add(element(forwarded, start, end));
            start = end + 1;
        }
        return elements;
    }

    private static Element element(String text, int from, int to) {
        Element element = Element.EMPTY;
        int start = from;
        while (start < to) {
            int end = endOfPart(text, start, ';', to);
            int equals = text.indexOf('=', start);
            if (equals >= start && equals < end) {
                String name = Ascii.trim(text, start, equals);
                element = with(element, name, unquoted(Ascii.trim(text, equals + 1, end)));
            }
            start = end + 1;
        }
        return element;
    }

    /// "Each parameter MUST NOT occur more than once" (RFC 7239 §4): the first one counts.
    private static Element with(Element element, String name, String value) {
        if (value.isEmpty()) {
            return element;
        }
        if (element.client() == null && Ascii.equalsIgnoreCase(name, "for")) {
            return new Element(value, element.scheme(), element.host());
        }
        if (element.scheme() == null && Ascii.equalsIgnoreCase(name, "proto")) {
            return new Element(element.client(), value, element.host());
        }
        if (element.host() == null && Ascii.equalsIgnoreCase(name, "host")) {
            return new Element(element.client(), element.scheme(), value);
        }
        return element;
    }

    /// The values between commas, trimmed; an empty one is null.
    static List<@Nullable String> parseList(String list) {
        List<@Nullable String> values = new ArrayList<>();
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            String value = Ascii.trim(list, start, end);
            values.add(value.isEmpty() ? null : value);
            start = end + 1;
        }
        return values;
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
}
