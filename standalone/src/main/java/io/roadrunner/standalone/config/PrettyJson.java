package io.roadrunner.standalone.config;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// JSON with line breaks and two spaces for each level, for a file that people read too. Stateless.
public final class PrettyJson {
    private PrettyJson() {}

    /// The text of a value made of maps, lists, texts, numbers and booleans.
    public static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, "\n", out);
        return out.append('\n').toString();
    }

    private static void write(Object value, String margin, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                out.append('{');
                Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
                while (entries.hasNext()) {
                    Map.Entry<?, ?> entry = entries.next();
                    out.append(margin)
                            .append("  ")
                            .append(scalar(Objects.requireNonNull(entry.getKey())))
                            .append(": ");
                    write(Objects.requireNonNull(entry.getValue()), margin + "  ", out);
                    out.append(entries.hasNext() ? "," : margin);
                }
                out.append('}');
            }
            case List<?> list when !list.isEmpty() -> {
                out.append('[');
                Iterator<?> items = list.iterator();
                while (items.hasNext()) {
                    out.append(margin).append("  ");
                    write(Objects.requireNonNull(items.next()), margin + "  ", out);
                    out.append(items.hasNext() ? "," : margin);
                }
                out.append(']');
            }
            default -> out.append(scalar(value));
        }
    }

    private static String scalar(Object value) {
        return switch (value) {
            case Map<?, ?> _ -> "{}";
            case List<?> _ -> "[]";
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
