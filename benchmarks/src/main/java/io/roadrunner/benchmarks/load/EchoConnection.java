package io.roadrunner.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/// A connection whose window is kept full: for each echo one more message goes out. Owned by one
/// [EchoLoop], bounded by the window.
final class EchoConnection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameRing ring;
    private final EchoDecoder decoder;

    /// When each message in flight was sent, by its number modulo the window, `System.nanoTime`.
    private final long[] sentNanos;

    private long granted;
    private long echoed;
    private long writtenOctets;

    /// @param key of the channel, interested in reading
    EchoConnection(SocketChannel channel, SelectionKey key, FrameRing ring, int window) {
        this.channel = channel;
        this.key = key;
        this.ring = ring;
        decoder = new EchoDecoder(ring.frames());
        sentNanos = new long[window];
    }

    /// Fills the window and writes what the socket takes.
    void fill(long nowNanos) throws IOException {
        while (granted - echoed < sentNanos.length) {
            sentNanos[(int) (granted % sentNanos.length)] = nowNanos;
            granted++;
        }
        write();
    }

    /// Writes what the window holds and the socket takes.
    void write() throws IOException {
        long unwritten = FrameRing.octetsOf(granted) - writtenOctets;
        if (unwritten > 0) {
            int written = channel.write(ring.range(writtenOctets, (int) unwritten));
            writtenOctets += written;
            unwritten -= written;
        }
        boolean waits = (key.interestOps() & SelectionKey.OP_WRITE) != 0;
        if (waits != unwritten > 0) {
            key.interestOpsAnd(SelectionKey.OP_READ);
            if (unwritten > 0) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        }
    }

    /// Reads what is there, once.
    ///
    /// @param buffer to read into; nothing is left in it
    /// @param sent gets for each echo when its message was sent
    /// @throws IOException when the peer is gone or sends something else
    void read(ByteBuffer buffer, LongConsumer sent) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new WrongEchoException("the end of the connection");
        }
        int echoes = decoder.decode(buffer.flip());
        if (echoes > granted - echoed) {
            throw new WrongEchoException("a message that was not sent");
        }
        for (int i = 0; i < echoes; i++) {
            sent.accept(sentNanos[(int) (echoed % sentNanos.length)]);
            echoed++;
        }
    }

    /// The messages whose echo has not come.
    long inFlight() {
        return granted - echoed;
    }

    /// Tells the server that it is over and closes.
    void close() throws IOException {
        try (channel) {
            // A close frame without a code, masked with zeroes.
            channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0}));
        }
    }
}
