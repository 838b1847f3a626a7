package io.roadrunner.status;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes the answers of `grpc.health.v1`, each as one uncompressed frame. Pure.
final class HealthResponseEncoder {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private HealthResponseEncoder() {}

    /// `message HealthCheckResponse { ServingStatus status = 1; }`
    static byte[] status(ServingStatus status) {
        return frame(message(status));
    }

    /// `message HealthListResponse { map<string, HealthCheckResponse> statuses = 1; }`
    static byte[] list(Map<String, ServingStatus> statuses) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        statuses.forEach((name, status) -> {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            delimited(entry, 1, name.getBytes(StandardCharsets.UTF_8));
            delimited(entry, 2, message(status));
            delimited(message, 1, entry.toByteArray());
        });
        return frame(message.toByteArray());
    }

    private static byte[] message(ServingStatus status) {
        return new byte[] {(byte) ((1 << 3) | VARINT), (byte) status.number()};
    }

    private static void delimited(ByteArrayOutputStream target, int field, byte[] value) {
        target.write((field << 3) | LENGTH_DELIMITED);
        int left = value.length;
        while (left > 0x7f) {
            target.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        target.write(left);
        target.writeBytes(value);
    }

    private static byte[] frame(byte[] message) {
        return ByteBuffer.allocate(GrpcFrameDecoder.PREFIX + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }
}
