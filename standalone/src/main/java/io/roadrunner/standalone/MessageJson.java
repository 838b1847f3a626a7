package io.roadrunner.standalone;

import io.roadrunner.rpc.Field;
import io.roadrunner.rpc.FieldType;
import io.roadrunner.rpc.Message;
import io.roadrunner.standalone.config.PrettyJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers of a server for machines: every field is there, also one that has its default.
/// Stateless.
final class MessageJson {
    private MessageJson() {}

    /// One JSON text.
    static String of(Map<String, Object> values) {
        return PrettyJson.of(values).stripTrailing();
    }

    /// The fields of a message by their name.
    static Map<String, Object> fields(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : message.type().fields()) {
            fields.put(field.name(), value(message, field));
        }
        return fields;
    }

    private static Object value(Message message, Field field) {
        return switch (field.type()) {
            case FieldType.Nested _ ->
                    message.messages(field.name()).stream().map(MessageJson::fields).toList();
            case FieldType.Scalar scalar ->
                    field.repeated()
                            ? List.copyOf(message.texts(field.name()))
                            : single(message, field.name(), scalar);
        };
    }

    private static Object single(Message message, String name, FieldType.Scalar type) {
        return switch (type) {
            case STRING -> message.text(name);
            case INT64 -> message.number(name);
            case BOOL -> message.truth(name);
        };
    }
}
