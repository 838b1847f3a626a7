package io.roadrunner.benchmarks;

import io.roadrunner.http.Headers;
import io.roadrunner.http.RequestBody;
import java.nio.ByteBuffer;

/// A body that is there as a whole, without a copy of it. For one thread.
final class ArrayBody implements RequestBody {
    private final byte[] content;
    private int position;

    ArrayBody(byte[] content) {
        this.content = content;
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public long length() {
        return content.length;
    }

    @Override
    public int read(ByteBuffer target) {
        int count = Math.min(content.length - position, target.remaining());
        if (position == content.length) {
            return -1;
        }
        target.put(content, position, count);
        position += count;
        return count;
    }

    @Override
    public byte[] readChunk() {
        throw new UnsupportedOperationException("not measured");
    }

    @Override
    public Headers trailers() {
        return Headers.empty();
    }
}
