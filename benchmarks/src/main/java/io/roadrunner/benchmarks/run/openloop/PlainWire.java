package io.roadrunner.benchmarks.run.openloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A connection without TLS. One thread; what is waiting to be sent is bounded by the requests that
/// its line has in flight.
final class PlainWire implements Wire {
    private static final int BUFFER_LENGTH = 64 << 10;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_LENGTH);

    /// @param channel that does not block
    PlainWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        if (from.remaining() > out.remaining()) {
            throw new IOException("the server does not read");
        }
        out.put(from);
        flush();
    }

    @Override
    public boolean flush() throws IOException {
        if (out.position() > 0) {
            out.flip();
            channel.write(out);
            out.compact();
        }
        return out.position() == 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
    }
}
