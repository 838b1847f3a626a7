package io.roadrunner.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// Writes frames. Stateless; any thread.
final class GoridgeFrameEncoder {
    private GoridgeFrameEncoder() {}

    /// The bytes of a frame, from position to limit.
    static ByteBuffer encode(GoridgeFrame frame) {
        ByteBuffer payload = frame.payload();
        int headerLength = GoridgeFrame.HEADER + frame.options().size() * GoridgeFrame.WORD;
        ByteBuffer bytes =
                ByteBuffer.allocate(headerLength + payload.remaining())
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) ((GoridgeFrame.VERSION << 4) | headerLength / GoridgeFrame.WORD));
        bytes.put((byte) frame.flags());
        bytes.putInt(payload.remaining());
        CRC32 checksum = new CRC32();
        checksum.update(bytes.array(), 0, GoridgeFrame.CHECKED);
        bytes.putInt((int) checksum.getValue());
        bytes.put((byte) frame.stream());
        bytes.put((byte) 0);
        frame.options().forEach(bytes::putInt);
        return bytes.put(payload).flip();
    }
}
