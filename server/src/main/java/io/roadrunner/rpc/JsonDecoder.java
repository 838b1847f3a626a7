package io.roadrunner.rpc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a message from JSON. A member that the type does not have is refused: a misspelled name
/// must not turn an argument into its default. Stateless; any thread.
final class JsonDecoder {
    private JsonDecoder() {}

    /// @param bytes one JSON text in UTF-8, or nothing, which is a message of defaults
    static Message decode(MessageType type, ByteBuffer bytes) throws MalformedMessageException {
        return bytes.hasRemaining() ? message(type, JsonParser.parse(bytes)) : type.empty();
    }

    private static Message message(MessageType type, Object value)
            throws MalformedMessageException {
        Message.Builder message = type.message();
        if (type.bare()) {
            put(message, type.fields().getFirst(), value);
            return message.build();
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw new MalformedMessageException("JSON: " + type.name() + " is not an object");
        }
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = member.getKey().toString();
            Field field = type.field(name);
            if (field == null) {
                throw new MalformedMessageException(
                        "JSON: %s has no member %s".formatted(type.name(), Printable.of(name)));
            }
            put(message, field, member.getValue());
        }
        return message.build();
    }

    /// Null stands for the default, as it does for receivers written in Go.
    private static void put(Message.Builder message, Field field, Object value)
            throws MalformedMessageException {
        if (value instanceof Optional<?>) {
            return;
        }
        if (!field.repeated()) {
            message.set(field, single(field, value));
            return;
        }
        if (!(value instanceof List<?> elements)) {
            throw new MalformedMessageException("JSON: " + field.name() + " is not an array");
        }
        for (Object element : elements) {
            message.append(field, single(field, element));
        }
    }

    private static Object single(Field field, Object value) throws MalformedMessageException {
        Object converted =
                switch (field.type()) {
                    case FieldType.Nested nested -> message(nested.type(), value);
                    case FieldType.Scalar scalar ->
                            scalar == FieldType.Scalar.INT64 && value instanceof BigDecimal number
                                    ? whole(field, number)
                                    : value;
                };
        if (!field.accepts(converted)) {
            throw new MalformedMessageException(
                    "JSON: %s is not of type %s".formatted(field.name(), field.type()));
        }
        return converted;
    }

    private static long whole(Field field, BigDecimal number) throws MalformedMessageException {
        try {
            return number.longValueExact();
        } catch (ArithmeticException _) {
            throw new MalformedMessageException(
                    "JSON: %s is not a whole number of 64 bits".formatted(field.name()));
        }
    }
}
