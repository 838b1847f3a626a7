package io.roadrunner.status;

import java.nio.ByteBuffer;

/// Finds the one message in the content of a call: gRPC over HTTP/2, "Length-Prefixed-Message".
/// Pure.
///
/// ```
/// +-----------------+---------------------------+-------------------+
/// | compressed flag | length, 4 bytes, unsigned | message           |
/// | 1 byte: 0 or 1  | the most significant first| as long as that   |
/// +-----------------+---------------------------+-------------------+
/// ```
final class GrpcFrameDecoder {
    /// The longest message that is read; a service has no longer name.
    static final int LONGEST = 4096;

    /// Flag and length.
    static final int PREFIX = 5;

    private GrpcFrameDecoder() {}

    /// The message.
    ///
    /// @param content all of it, or its first bytes when it is longer than a frame may be
    static ByteBuffer message(byte[] content) throws GrpcException {
        if (content.length == 0) {
            throw new GrpcException(GrpcStatus.INTERNAL, "the request has no message");
        }
        if (content.length < PREFIX) {
            throw new GrpcException(GrpcStatus.INTERNAL, "the frame ends too early");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        int flag = bytes.get();
        long length = Integer.toUnsignedLong(bytes.getInt());
        if (flag == 1) {
            throw new GrpcException(GrpcStatus.UNIMPLEMENTED, "compressed messages are not read");
        }
        if (flag != 0) {
            throw new GrpcException(GrpcStatus.INTERNAL, "the compressed flag is neither 0 nor 1");
        }
        if (length > LONGEST) {
            throw new GrpcException(
                    GrpcStatus.RESOURCE_EXHAUSTED, "the message has more than 4096 bytes");
        }
        if (length > bytes.remaining()) {
            throw new GrpcException(GrpcStatus.INTERNAL, "the frame ends too early");
        }
        if (length < bytes.remaining()) {
            throw new GrpcException(GrpcStatus.INTERNAL, "the request has more than one message");
        }
        return bytes;
    }
}
