package io.roadrunner.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The argument or the result of a method, or a part of it. A field that was not given has its
/// default: nothing, zero, false. Immutable.
public final class Message {
    private final MessageType type;
    private final Map<String, Object> values;

    private Message(MessageType type, Map<String, Object> values) {
        this.type = type;
        this.values = values;
    }

    /// What it is made of.
    public MessageType type() {
        return type;
    }

    /// A field of text, empty unless it was given.
    ///
    /// @throws IllegalArgumentException when the type has no such field
    public String text(String name) {
        return value(name, String.class, "");
    }

    /// A field of a whole number, 0 unless it was given.
    ///
    /// @throws IllegalArgumentException when the type has no such field
    public long number(String name) {
        return value(name, Long.class, 0L);
    }

    /// A field that is true or false, false unless it was given.
    ///
    /// @throws IllegalArgumentException when the type has no such field
    public boolean truth(String name) {
        return value(name, Boolean.class, false);
    }

    /// The messages of a field, in their order.
    ///
    /// @throws IllegalArgumentException when the type has no such field
    public List<Message> messages(String name) {
        return elements(name, Message.class);
    }

    /// The texts of a field, in their order.
    ///
    /// @throws IllegalArgumentException when the type has no such field
    public List<String> texts(String name) {
        return elements(name, String.class);
    }

    private <T> List<T> elements(String name, Class<T> element) {
        List<?> elements = value(name, List.class, List.of());
        return elements.stream().<T>map(element::cast).toList();
    }

    private <T> T value(String name, Class<T> expected, T other) {
        if (type.field(name) == null) {
            throw new IllegalArgumentException(type.name() + " has no field " + name);
        }
        Object value = values.get(name);
        if (value == null) {
            return other;
        }
        if (!expected.isInstance(value)) {
            throw new IllegalArgumentException(
                    "%s.%s is not of %s".formatted(type.name(), name, expected.getSimpleName()));
        }
        return expected.cast(value);
    }

    /// What was given for a field and is not its default; null otherwise.
    @Nullable Object given(Field field) {
        return values.get(field.name());
    }

    /// Whether type and fields are the same.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message
                && message.type.equals(type)
                && message.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /// Type and fields, for people.
    @Override
    public String toString() {
        return type.name() + values;
    }

    /// Gathers the fields of a message. For one thread.
    public static final class Builder {
        private final MessageType type;
        private final Map<String, Object> values = new HashMap<>();

        Builder(MessageType type) {
            this.type = type;
        }

        /// Sets a field of text.
        ///
        /// @throws IllegalArgumentException when the type has no such field
        public Builder put(String name, String value) {
            return set(field(name), value);
        }

        /// Sets a field of a whole number.
        ///
        /// @throws IllegalArgumentException when the type has no such field
        public Builder put(String name, long value) {
            return set(field(name), value);
        }

        /// Sets a field that is true or false.
        ///
        /// @throws IllegalArgumentException when the type has no such field
        public Builder put(String name, boolean value) {
            return set(field(name), value);
        }

        /// Appends to a repeated field.
        ///
        /// @param elements messages or texts
        /// @throws IllegalArgumentException when the type has no such field
        public Builder put(String name, List<?> elements) {
            elements.forEach(element -> append(field(name), element));
            return this;
        }

        /// The message.
        public Message build() {
            Map<String, Object> copies = new HashMap<>(values);
            copies.replaceAll(
                    (_, value) -> value instanceof List<?> list ? List.copyOf(list) : value);
            return new Message(type, Map.copyOf(copies));
        }

        private Field field(String name) {
            Field field = type.field(name);
            if (field == null) {
                throw new IllegalArgumentException(type.name() + " has no field " + name);
            }
            return field;
        }

        /// A default is not kept, so that it makes no difference whether it was given.
        Builder set(Field field, Object value) {
            check(field, value, false);
            if (value.equals("") || value.equals(0L) || value.equals(false)) {
                values.remove(field.name());
            } else {
                values.put(field.name(), value);
            }
            return this;
        }

        @SuppressWarnings("unchecked") // only this method puts lists
        void append(Field field, Object element) {
            check(field, element, true);
            ((List<Object>) values.computeIfAbsent(field.name(), _ -> new ArrayList<>()))
                    .add(element);
        }

        private void check(Field field, Object value, boolean repeated) {
            if (field.repeated() != repeated || !field.accepts(value)) {
                throw new IllegalArgumentException(
                        "%s.%s cannot hold a %s"
                                .formatted(
                                        type.name(),
                                        field.name(),
                                        value.getClass().getSimpleName()));
            }
        }
    }
}
