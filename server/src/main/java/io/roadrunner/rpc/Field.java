package io.roadrunner.rpc;

/// One field of a message: what both codecs need to know about it. Immutable.
///
/// @param number identifies it in protobuf: 1 to 536870911, without 19000 to 19999
/// @param name identifies it in JSON: lower case letters, digits and underscores
/// @param type what it holds
/// @param repeated whether it holds any number of values, in order
public record Field(int number, String name, FieldType type, boolean repeated) {
    private static final int MAX_NUMBER = (1 << 29) - 1;
    private static final int FIRST_RESERVED = 19_000;
    private static final int LAST_RESERVED = 19_999;

    /// Throws [IllegalArgumentException] for a number or name that protobuf does not allow.
    public Field {
        boolean reserved = number >= FIRST_RESERVED && number <= LAST_RESERVED;
        if (number < 1 || number > MAX_NUMBER || reserved) {
            throw new IllegalArgumentException("no number of a field: " + number);
        }
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("no name of a field: " + name);
        }
    }

    /// A text; empty unless it is given.
    public static Field text(int number, String name) {
        return new Field(number, name, FieldType.Scalar.STRING, false);
    }

    /// A whole number; 0 unless it is given.
    public static Field number(int number, String name) {
        return new Field(number, name, FieldType.Scalar.INT64, false);
    }

    /// True or false; false unless it is given.
    public static Field truth(int number, String name) {
        return new Field(number, name, FieldType.Scalar.BOOL, false);
    }

    /// Any number of messages; none unless they are given.
    public static Field messages(int number, String name, MessageType type) {
        return new Field(number, name, new FieldType.Nested(type), true);
    }

    /// Any number of texts; none unless they are given.
    public static Field texts(int number, String name) {
        return new Field(number, name, FieldType.Scalar.STRING, true);
    }

    /// Whether a value without `repeated` fits.
    boolean accepts(Object value) {
        return switch (type) {
            case FieldType.Scalar scalar ->
                    switch (scalar) {
                        case STRING -> value instanceof String;
                        case INT64 -> value instanceof Long;
                        case BOOL -> value instanceof Boolean;
                    };
            case FieldType.Nested nested ->
                    value instanceof Message message && message.type().equals(nested.type());
        };
    }
}
