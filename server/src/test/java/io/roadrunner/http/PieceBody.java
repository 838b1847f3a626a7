package io.roadrunner.http;

import java.nio.ByteBuffer;

/// A body that arrives in pieces. Made and used by one test.
final class PieceBody implements RequestBody {
    private final ByteBuffer content;
    private final int piece;
    private final long length;
    private long limit = Integer.MAX_VALUE;

    /// @param piece how many bytes arrive at once, at the most
    /// @param withLength whether the request announced the length
    PieceBody(byte[] content, int piece, boolean withLength) {
        this.content = ByteBuffer.wrap(content);
        this.piece = piece;
        this.length = withLength ? content.length : -1;
    }

    /// This body with a `max_content_length`.
    PieceBody limitedTo(long bytes) {
        limit = bytes;
        return this;
    }

    /// How many bytes have not been read.
    int remaining() {
        return content.remaining();
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!content.hasRemaining()) {
            return -1;
        }
        int count = Math.min(Math.min(content.remaining(), target.remaining()), piece);
        target.put(content.slice(content.position(), count));
        content.position(content.position() + count);
        return count;
    }

    @Override
    public byte[] readChunk() {
        byte[] chunk = new byte[Math.min(content.remaining(), piece)];
        content.get(chunk);
        return chunk;
    }

    @Override
    public Headers trailers() {
        return Headers.empty();
    }
}
