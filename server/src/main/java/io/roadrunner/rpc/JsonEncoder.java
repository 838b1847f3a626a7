package io.roadrunner.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a message as JSON (RFC 8259). A field that has its default is left out, as in protobuf.
/// Stateless; any thread.
final class JsonEncoder {
    private JsonEncoder() {}

    /// One JSON text in UTF-8. A surrogate without its partner becomes a question mark.
    static ByteBuffer encode(Message message) {
        StringBuilder text = new StringBuilder();
        message(text, message);
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void message(StringBuilder text, Message message) {
        if (message.type().bare()) {
            bare(text, message, message.type().fields().getFirst());
            return;
        }
        char separator = '{';
        for (Field field : message.type().fields()) {
            Object value = message.given(field);
            if (value != null) {
                text.append(separator);
                string(text, field.name());
                value(text.append(':'), value);
                separator = ',';
            }
        }
        text.append(separator == '{' ? "{}" : "}");
    }

    /// Without an object around it, a default has to be written.
    private static void bare(StringBuilder text, Message message, Field field) {
        Object value = message.given(field);
        if (value != null) {
            value(text, value);
            return;
        }
        text.append(
                switch (field.type()) {
                    case FieldType.Nested _ -> "null";
                    case FieldType.Scalar scalar ->
                            switch (scalar) {
                                case STRING -> "\"\"";
                                case INT64 -> "0";
                                case BOOL -> "false";
                            };
                });
    }

    private static void value(StringBuilder text, Object value) {
        switch (value) {
            case String string -> string(text, string);
            case Message message -> message(text, message);
            case List<?> elements -> array(text, elements);
            case Object number -> text.append(number);
        }
    }

    private static void array(StringBuilder text, List<?> elements) {
        char separator = '[';
        for (Object element : elements) {
            value(text.append(separator), element);
            separator = ',';
        }
        text.append(']');
    }

    private static void string(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
