package io.roadrunner.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Reads one file of a form from its place in the temporary file. For one thread; it holds nothing
/// that must be closed.
final class SpoolStream extends InputStream {
    private final FileChannel channel;
    private long position;
    private final long end;

    SpoolStream(FileChannel channel, long offset, long size) {
        this.channel = channel;
        this.position = offset;
        this.end = offset + size;
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(target, offset, length);
        if (position == end && piece.hasRemaining()) {
            return -1;
        }
        piece.limit(piece.position() + (int) Math.min(length, end - position));
        int read = channel.read(piece, position);
        position += Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, end - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }
}
