package io.roadrunner.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// How an argument and its result are written.
public enum RpcCodec {
    /// One JSON text in UTF-8 (RFC 8259); nothing at all is a message of defaults.
    JSON(GoridgeFrame.JSON),
    /// The wire format of protobuf, version 3.
    PROTO(GoridgeFrame.PROTO),
    /// As JSON, except that a result that is a single text is the bytes of that text.
    RAW(GoridgeFrame.RAW);

    private final int flag;

    RpcCodec(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }

    /// The codec that the flags of a call name.
    ///
    /// @throws RpcErrorException when they name none that is spoken here, or not exactly one
    static RpcCodec of(int flags) throws RpcErrorException {
        int codecs = flags & GoridgeFrame.CODECS;
        if (Integer.bitCount(codecs) > 1) {
            throw new RpcErrorException("a frame has one codec, not several");
        }
        for (RpcCodec codec : values()) {
            if (codec.flag == codecs) {
                return codec;
            }
        }
        String name = codecs == GoridgeFrame.MSGPACK ? "msgpack" : "gob";
        throw new RpcErrorException(
                name + " is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)");
    }

    Message decode(MessageType type, ByteBuffer bytes) throws MalformedMessageException {
        return switch (this) {
            case JSON, RAW -> JsonDecoder.decode(type, bytes);
            case PROTO -> ProtoDecoder.decode(type, bytes);
        };
    }

    ByteBuffer encode(Message message) {
        return switch (this) {
            case JSON -> JsonEncoder.encode(message);
            case PROTO -> ProtoEncoder.encode(message);
            case RAW -> raw(message);
        };
    }

    private static ByteBuffer raw(Message message) {
        MessageType type = message.type();
        if (type.bare() && type.fields().getFirst().type() == FieldType.Scalar.STRING) {
            String text = message.text(type.fields().getFirst().name());
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        }
        return JsonEncoder.encode(message);
    }
}
