package io.roadrunner.http;

import java.nio.charset.StandardCharsets;
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
    /// @throws InvalidEventException when the name has a line break, or the id a control character
    ///   other than a tab
    public static String event(@Nullable String name, String data, @Nullable String id) {
        StringBuilder event = new StringBuilder(FIRST_CAPACITY + data.length());
        if (name != null) {
            line(event, "event: ", checkLine("name", name));
        }
        if (id != null) {
            line(event, "id: ", checkId(id));
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

    /// The id of the last event that a browser saw before it connected again, from the
    /// `last-event-id` field; null when this is its first connection, empty when it was told to
    /// forget it. It is what the peer says: any text.
    public static @Nullable String lastEventId(Request request) {
        String octets = request.header("last-event-id");
        // A field value keeps octets; a browser sends the id as UTF-8.
        return octets == null
                ? null
                : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
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

    /// A receiver ignores an id with NUL. One with another control character it would send back in
    /// a field that no server takes, and never get through again.
    private static String checkId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7f) {
                throw new InvalidEventException("a control character in the id of an event");
            }
        }
        return id;
    }

    private static String checkLine(String part, String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new InvalidEventException("a line break in the " + part + " of an event");
        }
        return text;
    }
}
