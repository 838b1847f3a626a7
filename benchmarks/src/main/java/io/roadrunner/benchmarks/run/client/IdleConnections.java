package io.roadrunner.benchmarks.run.client;

import io.roadrunner.benchmarks.run.plan.Measure.Idle;
import io.roadrunner.benchmarks.run.process.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Connections that were used once and wait since then. Used by the thread that opens them.
public final class IdleConnections implements AutoCloseable {
    private static final int BUFFER_LENGTH = 64 << 10;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH);

    private IdleConnections() {}

    /// Opens so many, one after the other, and has each answered once.
    ///
    /// @param path of the one request of each
    /// @throws BenchException when one of them does not get its answer; then none is open
    public static IdleConnections open(Idle kind, String path, int port, int count)
            throws BenchException, IOException {
        IdleConnections connections = new IdleConnections();
        boolean opened = false;
        try {
            byte[] request = Opening.of(kind, path);
            for (int i = 0; i < count; i++) {
                connections.open(kind, request, port);
            }
            opened = true;
            return connections;
        } catch (IOException e) {
            throw new BenchException(
                    "connection %d of %d: %s"
                            .formatted(connections.channels.size(), count, e.getMessage()));
        } finally {
            if (!opened) {
                connections.close();
            }
        }
    }

    private void open(Idle kind, byte[] request, int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.socket().setSoTimeout(TIMEOUT_MILLIS);
        write(channel, request);
        // Until the answer is complete; what a server sends unasked afterwards stays in the socket.
        buffer.clear();
        int length = 0;
        while (!Opening.isAnswered(kind, buffer.array(), length)) {
            int count =
                    channel.socket()
                            .getInputStream()
                            .read(buffer.array(), length, buffer.capacity() - length);
            if (count <= 0) {
                throw new IOException("closed before the answer");
            }
            length += count;
        }
        write(channel, Opening.afterAnswer(kind));
    }

    private static void write(SocketChannel channel, byte... octets) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(octets);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /// How many the server has closed meanwhile.
    public int closed() throws IOException {
        int closed = 0;
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            buffer.clear();
            int count = channel.read(buffer);
            while (count > 0) {
                buffer.clear();
                count = channel.read(buffer);
            }
            closed += count < 0 ? 1 : 0;
        }
        return closed;
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException _) {
                // It is closed all the same.
            }
        }
    }
}
