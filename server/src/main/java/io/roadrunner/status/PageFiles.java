package io.roadrunner.status;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The files that the page consists of, read from the jar when somebody first looks at it, so that
/// a program starts without them. Immutable; any thread.
final class PageFiles {
    /// What every answer says: look again each time, and take it for nothing else.
    static final Headers COMMON =
            Headers.of(
                    "cache-control", "no-store",
                    "x-content-type-options", "nosniff",
                    "referrer-policy", "no-referrer");

    /// The page with places for what the server writes.
    static final String TEMPLATE = new String(resource("page.html"), StandardCharsets.UTF_8);

    static final Response STYLES = file("text/css", "page.css");
    static final Response SCRIPT = file("text/javascript", "page.js");
    static final Response CHART = file("text/javascript", "chart.js");

    private PageFiles() {}

    private static Response file(String type, String name) {
        return Responses.body(200, type + "; charset=utf-8", resource(name), COMMON);
    }

    private static byte[] resource(String name) {
        try (InputStream stream = PageFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new FileNotFoundException("not in the jar: " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
