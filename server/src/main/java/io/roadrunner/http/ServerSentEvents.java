package io.roadrunner.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The wire form of server-sent events, to be given to the [Push] of an event stream. Each text is
/// complete with the empty line that ends it. Stateless; any thread.
public final class ServerSentEvents {
    /// The media type of such a stream, which is always UTF-8.
    public static final String CONTENT_TYPE = "text/event-stream";

    private static final int FIRST_CAPACITY = 64;

    private ServerSentEvents() {}

    /// An event without a name.
    ///
    /// @param data any text; each of its lines, ended by CR LF, CR or LF, arrives ended by LF
    public static String event(String data) {
        return event(null, data, null);
    }

    /// An event with a name.
    ///
    /// @param name the type that listeners of the browser ask for, on one line
    /// @param data any text; each of its lines, ended by CR LF, CR or LF, arrives ended by LF
    /// @throws InvalidEventException when the name has a line break
    public static String event(String name, String data) {
        return event(name, data, null);
    }

    /// An event with a name and an id, which the browser sends back when it connects again.
    ///
    /// @param name the type that listeners of the browser ask for, on one line; null for none
    /// @param data any text; each of its lines, ended by CR LF, CR or LF, arrives ended by LF
    /// @param id on one line; null for none, empty to forget the last one
    /// @throws InvalidEventException when the name or id has a line break, or the id a NUL
    public static String event(@Nullable String name, String data, @Nullable String id) {
        StringBuilder event = new StringBuilder(FIRST_CAPACITY + data.length());
        if (name != null) {
            line(event, "event: ", checkLine("name", name));
        }
        if (id != null) {
            if (id.indexOf('\0') >= 0) {
                throw new InvalidEventException("an id with NUL is ignored by the receiver");
            }
            line(event, "id: ", checkLine("id", id));
        }
        dataLines(event, data);
        return event.append('\n').toString();
    }

    /// A comment, which the receiver ignores: it keeps the connection in use.
    ///
    /// @param text on one line
    /// @throws InvalidEventException when the text has a line break
    public static String comment(String text) {
        return ": " + checkLine("comment", text) + "\n\n";
    }

    /// How long the browser waits before it connects again.
    ///
    /// @param delay from zero, in whole milliseconds
    /// @throws InvalidEventException when the delay is negative
    public static String retry(Duration delay) {
        if (delay.isNegative()) {
            throw new InvalidEventException("a negative delay: " + delay);
        }
        return "retry: " + delay.toMillis() + "\n\n";
    }

    private static void dataLines(StringBuilder event, String data) {
        int start = 0;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '\n' || c == '\r') {
                line(event, "data: ", data.substring(start, i));
                if (c == '\r' && i + 1 < data.length() && data.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        line(event, "data: ", data.substring(start));
    }

    private static void line(StringBuilder event, String field, String value) {
        event.append(field).append(value).append('\n');
    }

    private static String checkLine(String part, String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new InvalidEventException("a line break in the " + part + " of an event");
        }
        return text;
    }
}
