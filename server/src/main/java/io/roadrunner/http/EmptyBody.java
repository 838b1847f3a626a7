package io.roadrunner.http;

import java.nio.ByteBuffer;

/// The body of a request that has none. Stateless; any thread.
final class EmptyBody implements RequestBody {
    static final EmptyBody INSTANCE = new EmptyBody();

    private EmptyBody() {}

    @Override
    public boolean isPresent() {
        return false;
    }

    @Override
    public long length() {
        return 0;
    }

    @Override
    public int read(ByteBuffer target) {
        return -1;
    }

    @Override
    public byte[] readChunk() {
        return new byte[0];
    }

    @Override
    public Headers trailers() {
        return Headers.empty();
    }
}
