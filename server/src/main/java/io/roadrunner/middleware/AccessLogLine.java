package io.roadrunner.middleware;

import io.roadrunner.middleware.AccessLogOptions.Format;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes an entry as one line without its end. Whatever a peer sends stays within its quotes: what
/// is not a visible ASCII character or a blank is escaped, so that no line can be forged and no
/// terminal be spoken to. Used by one thread.
final class AccessLogLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder line = new StringBuilder(256);

    /// The line of an entry.
    String of(AccessLogEntry entry, Format format) {
        line.setLength(0);
        switch (format) {
            case COMBINED -> combined(entry);
            case JSON -> json(entry);
        }
        return line.toString();
    }

    private void combined(AccessLogEntry entry) {
        line.append(entry.client() == null ? "-" : entry.client()).append(" - - [");
        TIME.formatTo(entry.time(), line);
        line.append("] \"");
        escape(entry.method(), "\\x");
        line.append(' ');
        escape(entry.target(), "\\x");
        line.append(' ').append(entry.protocol()).append("\" ");
        line.append(entry.status()).append(' ');
        if (entry.bytes() == 0) {
            line.append('-');
        } else {
            line.append(entry.bytes());
        }
        line.append(' ');
        quoted(entry.referer());
        line.append(' ');
        quoted(entry.userAgent());
    }

    private void quoted(@Nullable String text) {
        line.append('"');
        escape(text == null ? "-" : text, "\\x");
        line.append('"');
    }

    private void json(AccessLogEntry entry) {
        line.append("{\"time\":\"").append(entry.time()).append('"');
        field("id", entry.requestId());
        field("listener", entry.listener());
        field("client", entry.client());
        field("peer", entry.peer());
        field("method", entry.method());
        field("target", entry.target());
        field("protocol", entry.protocol());
        line.append(",\"status\":").append(entry.status());
        line.append(",\"bytes\":").append(entry.bytes());
        line.append(",\"duration_us\":").append(entry.duration().toNanos() / 1000);
        line.append(",\"complete\":").append(entry.complete());
        field("referer", entry.referer());
        field("user_agent", entry.userAgent());
        line.append('}');
    }

    private void field(String name, @Nullable String value) {
        line.append(",\"").append(name).append("\":");
        if (value == null) {
            line.append("null");
        } else {
            line.append('"');
            escape(value, "\\u00");
            line.append('"');
        }
    }

    /// Fields of a request are octets as Latin-1; names of listeners may hold anything.
    private void escape(String text, String prefix) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                line.append(c);
            } else if (c > 0xff) {
                line.append('?');
            } else {
                line.append(prefix).append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
    }
}
