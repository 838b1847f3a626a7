package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the cookies of a request (RFC 6265 §4.2), whatever a peer calls one: at most
/// [#MAX_COOKIES], within the limits of the header section. Stateless; any thread.
public final class Cookies {
    /// How many cookies of one request are read; further ones are as if they were not there.
    /// Browsers send at most 180 to a site.
    public static final int MAX_COOKIES = 256;

    private Cookies() {}

    /// The cookies of all `cookie` fields in order: HTTP/2 allows more than one (RFC 9113 §8.2.3).
    public static List<Cookie> parse(Headers headers) {
        int index = headers.indexOf("cookie", 0);
        if (index < 0) {
            return List.of();
        }
        List<Cookie> cookies = new ArrayList<>();
        for (; index >= 0; index = headers.indexOf("cookie", index + 1)) {
            parse(headers.value(index), cookies);
        }
        return Collections.unmodifiableList(cookies);
    }

    /// The cookies of one field value in order. A part without `=` or without a name is skipped.
    public static List<Cookie> parse(String fieldValue) {
        List<Cookie> cookies = new ArrayList<>();
        parse(fieldValue, cookies);
        return Collections.unmodifiableList(cookies);
    }

    /// The value of the first cookie of this name, or null.
    public static @Nullable String first(Headers headers, String name) {
        for (Cookie cookie : parse(headers)) {
            if (cookie.name().equals(name)) {
                return cookie.value();
            }
        }
        return null;
    }

    private static void parse(String fieldValue, List<Cookie> cookies) {
        int start = 0;
        while (start < fieldValue.length() && cookies.size() < MAX_COOKIES) {
            int semicolon = fieldValue.indexOf(';', start);
            int end = semicolon < 0 ? fieldValue.length() : semicolon;
            int equals = fieldValue.indexOf('=', start);
            if (equals >= start && equals < end) {
                String name = Ascii.trim(fieldValue, start, equals);
                if (!name.isEmpty()) {
                    cookies.add(new Cookie(name, Ascii.trim(fieldValue, equals + 1, end)));
                }
            }
            start = end + 1;
        }
    }
}
