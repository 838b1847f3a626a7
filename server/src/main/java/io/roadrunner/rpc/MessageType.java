package io.roadrunner.rpc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a message is made of: the one description that JSON and protobuf are read and written by.
/// Immutable.
///
/// @param name as the `.proto` file has it
/// @param fields in the order of their numbers; numbers and names are unique
/// @param bare whether JSON has the only field without an object around it, as the wrapper types of
///   protobuf have it
public record MessageType(String name, List<Field> fields, boolean bare) {
    /// A message without fields.
    public static final MessageType EMPTY = of("Empty");

    /// Copies the list; throws [IllegalArgumentException] for fields that cannot be told apart.
    public MessageType {
        fields = List.copyOf(fields);
        Set<Object> seen = new HashSet<>();
        int last = 0;
        for (Field field : fields) {
            if (field.number() <= last || !seen.add(field.name())) {
                throw new IllegalArgumentException(name + ": " + field + " is not in order");
            }
            last = field.number();
        }
        if (bare && (fields.size() != 1 || fields.getFirst().repeated())) {
            throw new IllegalArgumentException(name + ": not a single value");
        }
    }

    /// A type of these fields.
    public static MessageType of(String name, Field... fields) {
        return new MessageType(name, List.of(fields), false);
    }

    /// A type of one field, which is written to JSON without an object around it.
    public static MessageType bare(String name, Field field) {
        return new MessageType(name, List.of(field), true);
    }

    /// Gathers the fields of a message.
    public Message.Builder message() {
        return new Message.Builder(this);
    }

    /// A message whose fields have their defaults.
    public Message empty() {
        return message().build();
    }

    @Nullable Field field(String fieldName) {
        for (Field field : fields) {
            if (field.name().equals(fieldName)) {
                return field;
            }
        }
        return null;
    }

    @Nullable Field field(int number) {
        for (Field field : fields) {
            if (field.number() == number) {
                return field;
            }
        }
        return null;
    }
}
