package io.roadrunner.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads a body to its end and no further than its limit. Stateless.
final class BodyBytes {
    private static final int FIRST_CAPACITY = 8192;

    /// The longest array that every JVM can make.
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    private BodyBytes() {}

    /// All that has not been read yet.
    ///
    /// @throws RejectedException when it is more than [RequestBody#limit()], as soon as that is
    ///   known
    /// @throws IOException when it cannot be read
    static byte[] readAll(RequestBody body) throws IOException {
        return readAll(body, body.limit());
    }

    /// All that has not been read yet, within a limit of the caller's.
    ///
    /// @throws RejectedException when it is more, as soon as that is known
    /// @throws IOException when it cannot be read
    static byte[] readAll(RequestBody body, long limit) throws IOException {
        checkLimit(limit, body.announced());
        if (!body.isPresent()) {
            return new byte[0];
        }
        long announced = body.length();
        byte[] bytes = new byte[firstCapacity(announced)];
        int size = 0;
        while (size != announced) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, nextCapacity(size, announced));
            }
            int read = body.read(ByteBuffer.wrap(bytes, size, bytes.length - size));
            checkLimit(limit, body.announced());
            if (read < 0) {
                break;
            }
            size += read;
            checkLimit(limit, size);
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private static void checkLimit(long limit, long size) throws RejectedException {
        // "The 413 (Content Too Large) status code indicates that the server is refusing to process
        // a request because the request content is larger than the server is willing or able to
        // process." RFC 9110 §15.5.14
        if (size > Math.min(limit, MAX_CAPACITY)) {
            throw new RejectedException(Rejection.CONTENT_TOO_LARGE);
        }
    }

    /// An announced length is not believed further than a first guess: the peer may lie.
    private static int firstCapacity(long announced) {
        return announced < 0 ? FIRST_CAPACITY : (int) Math.min(announced, FIRST_CAPACITY);
    }

    private static int nextCapacity(int size, long announced) {
        long doubled = Math.clamp(size * 2L, FIRST_CAPACITY, MAX_CAPACITY);
        return (int) Math.min(announced < 0 ? doubled : announced, doubled);
    }
}
