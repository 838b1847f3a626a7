package io.roadrunner.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a message in the wire format of protobuf, version 3. Fields that the type does not have,
/// or has with another wire type, are skipped; of a field that is not repeated the last one counts,
/// and the parts of a message that comes in parts are joined. For one thread and one text.
final class ProtoDecoder {
    /// How many fields a message may have with all that is in it, whose objects take more memory
    /// than their bytes.
    static final int MAX_FIELDS = 65_536;

    private static final int MAX_VARINT = 10;
    private static final long MAX_NUMBER = (1L << 29) - 1;

    private int fields;

    private ProtoDecoder() {}

    /// @param bytes all of a message
    static Message decode(MessageType type, ByteBuffer bytes) throws MalformedMessageException {
        return new ProtoDecoder().message(type, bytes);
    }

    private Message message(MessageType type, ByteBuffer bytes) throws MalformedMessageException {
        Message.Builder message = type.message();
        Map<Field, ByteArrayOutputStream> parts = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            count();
            long tag = varint(bytes);
            long number = tag >>> WireType.BITS;
            if (number == 0 || number > MAX_NUMBER) {
                throw malformed("no number of a field");
            }
            Field field = type.field((int) number);
            int wireType = (int) tag & WireType.MASK;
            if (field == null || !fits(field, wireType)) {
                skip(wireType, bytes);
            } else if (!field.repeated() && field.type() instanceof FieldType.Nested) {
                join(parts.computeIfAbsent(field, _ -> new ByteArrayOutputStream()), bytes);
            } else {
                read(message, field, wireType, bytes);
            }
        }
        for (Map.Entry<Field, ByteArrayOutputStream> joined : parts.entrySet()) {
            if (joined.getKey().type() instanceof FieldType.Nested nested) {
                ByteBuffer whole = ByteBuffer.wrap(joined.getValue().toByteArray());
                message.set(joined.getKey(), message(nested.type(), whole));
            }
        }
        return message.build();
    }

    /// The parts of a message are read when all are there: however many there are, each byte is
    /// read once.
    private static void join(ByteArrayOutputStream parts, ByteBuffer bytes)
            throws MalformedMessageException {
        ByteBuffer part = delimited(bytes);
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        parts.writeBytes(copy);
    }

    private void count() throws MalformedMessageException {
        if (++fields > MAX_FIELDS) {
            throw malformed("more than " + MAX_FIELDS + " fields");
        }
    }

    private static boolean isNumber(Field field) {
        return field.type() == FieldType.Scalar.INT64 || field.type() == FieldType.Scalar.BOOL;
    }

    private static boolean fits(Field field, int wireType) {
        return isNumber(field)
                ? wireType == WireType.VARINT
                        || (field.repeated() && wireType == WireType.DELIMITED)
                : wireType == WireType.DELIMITED;
    }

    private void read(Message.Builder message, Field field, int wireType, ByteBuffer bytes)
            throws MalformedMessageException {
        if (isNumber(field) && wireType == WireType.DELIMITED) {
            ByteBuffer packed = delimited(bytes);
            while (packed.hasRemaining()) {
                count();
                message.append(field, single(field, packed));
            }
        } else if (field.repeated()) {
            message.append(field, single(field, bytes));
        } else {
            message.set(field, single(field, bytes));
        }
    }

    private Object single(Field field, ByteBuffer bytes) throws MalformedMessageException {
        return switch (field.type()) {
            case FieldType.Nested nested -> message(nested.type(), delimited(bytes));
            case FieldType.Scalar scalar ->
                    switch (scalar) {
                        case STRING -> text(delimited(bytes));
                        case INT64 -> varint(bytes);
                        case BOOL -> varint(bytes) != 0;
                    };
        };
    }

    private static String text(ByteBuffer bytes) throws MalformedMessageException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed("a text that is not UTF-8");
        }
    }

    private static void skip(int wireType, ByteBuffer bytes) throws MalformedMessageException {
        switch (wireType) {
            case WireType.VARINT -> varint(bytes);
            case WireType.FIXED64 -> slice(bytes, Long.BYTES);
            case WireType.DELIMITED -> delimited(bytes);
            case WireType.FIXED32 -> slice(bytes, Integer.BYTES);
            default -> throw malformed("a group, or an unknown wire type");
        }
    }

    private static ByteBuffer delimited(ByteBuffer bytes) throws MalformedMessageException {
        return slice(bytes, varint(bytes));
    }

    private static ByteBuffer slice(ByteBuffer bytes, long length)
            throws MalformedMessageException {
        if (length < 0 || length > bytes.remaining()) {
            throw malformed("a field that is longer than the message");
        }
        ByteBuffer slice = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return slice;
    }

    /// Seven bits a byte, the lowest first; what does not fit into 64 bits is dropped.
    private static long varint(ByteBuffer bytes) throws MalformedMessageException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT; i++) {
            if (!bytes.hasRemaining()) {
                throw malformed("cut off");
            }
            byte next = bytes.get();
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number of more than 10 bytes");
    }

    private static MalformedMessageException malformed(String what) {
        return new MalformedMessageException("PROTO: " + what);
    }
}
