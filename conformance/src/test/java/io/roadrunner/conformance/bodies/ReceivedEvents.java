package io.roadrunner.conformance.bodies;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a browser makes of an event stream, by the rules of the HTML standard for its
/// interpretation. Owned by one test.
final class ReceivedEvents {
    /// One event as it is dispatched.
    record Event(String type, String data, String lastId) {}

    private final List<Event> events = new ArrayList<>();
    private StringBuilder data = new StringBuilder();
    private String type = "";
    private String lastId = "";
    private @Nullable Long retry;

    /// Interprets a whole stream.
    static ReceivedEvents of(String stream) {
        ReceivedEvents received = new ReceivedEvents();
        int start = 0;
        for (int i = 0; i < stream.length(); i++) {
            char c = stream.charAt(i);
            if (c == '\n' || c == '\r') {
                received.line(stream.substring(start, i));
                boolean pair = c == '\r' && i + 1 < stream.length() && stream.charAt(i + 1) == '\n';
                i += pair ? 1 : 0;
                start = i + 1;
            }
        }
        return received;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    @Nullable Long retry() {
        return retry;
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void take(String field, String value) {
        switch (field) {
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
            case "retry" -> retry = value.matches("[0-9]+") ? Long.valueOf(value) : retry;
            default -> {
                // A comment, or a field that is not known: ignored.
            }
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            String whole = data.substring(0, data.length() - 1);
            events.add(new Event(type.isEmpty() ? "message" : type, whole, lastId));
        }
        data = new StringBuilder();
        type = "";
    }
}
