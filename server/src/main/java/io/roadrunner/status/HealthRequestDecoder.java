package io.roadrunner.status;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads `message HealthCheckRequest { string service = 1; }` as protocol buffers encode it: fields
/// of any number in any order, the last of a number counts, unknown ones are skipped. Groups, which
/// nobody sends any more, are refused. Pure.
final class HealthRequestDecoder {
    private static final int SERVICE = 1;
    private static final int LONGEST_VARINT = 10;

    private final ByteBuffer bytes;

    private HealthRequestDecoder(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /// The name of the service, empty when none is given.
    static String service(ByteBuffer message) throws GrpcException {
        return new HealthRequestDecoder(message.duplicate()).read();
    }

    private String read() throws GrpcException {
        String service = "";
        while (bytes.hasRemaining()) {
            long tag = varint();
            long field = tag >>> 3;
            if (field == 0 || tag >>> 32 != 0) {
                throw malformed();
            }
            int wireType = (int) (tag & 7);
            if (field == SERVICE && wireType == 2) {
                service = text(piece(varint()));
            } else {
                skip(wireType);
            }
        }
        return service;
    }

    private void skip(int wireType) throws GrpcException {
        switch (wireType) {
            case 0 -> varint();
            case 1 -> piece(8);
            case 2 -> piece(varint());
            case 5 -> piece(4);
            default -> throw malformed();
        }
    }

    private long varint() throws GrpcException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (!bytes.hasRemaining()) {
                throw malformed();
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private ByteBuffer piece(long length) throws GrpcException {
        if (length < 0 || length > bytes.remaining()) {
            throw malformed();
        }
        ByteBuffer piece = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return piece;
    }

    private static String text(ByteBuffer utf8) throws GrpcException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException _) {
            throw malformed();
        }
    }

    private static GrpcException malformed() {
        return new GrpcException(GrpcStatus.INTERNAL, "the message is malformed");
    }
}
