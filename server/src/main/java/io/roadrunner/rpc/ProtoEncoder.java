package io.roadrunner.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a message in the wire format of protobuf, version 3, in the order of the numbers of its
/// fields. Stateless; any thread.
final class ProtoEncoder {
    private ProtoEncoder() {}

    /// The bytes of a message.
    static ByteBuffer encode(Message message) {
        return ByteBuffer.wrap(bytes(message));
    }

    private static byte[] bytes(Message message) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        for (Field field : message.type().fields()) {
            Object value = message.given(field);
            if (value instanceof List<?> elements) {
                repeated(output, field, elements);
            } else if (value != null) {
                single(output, field, value);
            }
        }
        return output.toByteArray();
    }

    /// Numbers are packed into one field, texts and messages are a field each.
    private static void repeated(ByteArrayOutputStream output, Field field, List<?> elements) {
        if (elements.getFirst() instanceof String || elements.getFirst() instanceof Message) {
            elements.forEach(element -> single(output, field, element));
            return;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        elements.forEach(element -> varint(packed, number(element)));
        delimited(output, field, packed.toByteArray());
    }

    private static void single(ByteArrayOutputStream output, Field field, Object value) {
        switch (value) {
            case String text -> delimited(output, field, text.getBytes(StandardCharsets.UTF_8));
            case Message message -> delimited(output, field, bytes(message));
            case Object number -> {
                tag(output, field, WireType.VARINT);
                varint(output, number(number));
            }
        }
    }

    private static long number(Object value) {
        return value instanceof Boolean truth ? (truth ? 1 : 0) : (Long) value;
    }

    private static void delimited(ByteArrayOutputStream output, Field field, byte[] bytes) {
        tag(output, field, WireType.DELIMITED);
        varint(output, bytes.length);
        output.writeBytes(bytes);
    }

    private static void tag(ByteArrayOutputStream output, Field field, int wireType) {
        varint(output, ((long) field.number() << WireType.BITS) | wireType);
    }

    private static void varint(ByteArrayOutputStream output, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            output.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        output.write((int) rest);
    }
}
