package io.roadrunner.rpc;

/// What a field of a message holds.
public sealed interface FieldType {
    /// A value without parts.
    enum Scalar implements FieldType {
        /// Text in Unicode: a string in JSON, `string` in protobuf.
        STRING,
        /// A whole number of 64 bits with sign: a number in JSON, `int64` in protobuf.
        INT64,
        /// True or false: `bool` in protobuf.
        BOOL
    }

    /// A message within the message.
    ///
    /// @param type what it is made of
    record Nested(MessageType type) implements FieldType {}
}
