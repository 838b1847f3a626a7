package io.roadrunner.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Content that has been read to its end. Belongs to the thread of its request.
public final class BufferedBody implements RequestBody {
    private final ByteBuffer rest;
    private final int length;
    private final long limit;
    private final Headers trailers;

    private BufferedBody(byte[] content, long limit, Headers trailers) {
        this.rest = ByteBuffer.wrap(content);
        this.length = content.length;
        this.limit = limit;
        this.trailers = trailers;
    }

    /// Content that is there already.
    public static RequestBody of(byte[] content) {
        return new BufferedBody(content.clone(), Integer.MAX_VALUE - 8L, Headers.empty());
    }

    /// Reads all of another body.
    ///
    /// @throws RejectedException when it is larger than its limit, malformed or late
    /// @throws IOException when the peer has gone
    public static RequestBody read(RequestBody body) throws IOException {
        return new BufferedBody(BodyBytes.readAll(body), body.limit(), body.trailers());
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public long length() {
        return length;
    }

    /// That of the body that was read: what is decoded from it is held to the same limit.
    @Override
    public long limit() {
        return limit;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!rest.hasRemaining()) {
            return -1;
        }
        int count = Math.min(rest.remaining(), target.remaining());
        target.put(rest.slice(rest.position(), count));
        rest.position(rest.position() + count);
        return count;
    }

    @Override
    public byte[] readChunk() {
        int from = rest.position();
        rest.position(rest.limit());
        return Arrays.copyOfRange(rest.array(), from, rest.limit());
    }

    @Override
    public Headers trailers() {
        return trailers;
    }
}
