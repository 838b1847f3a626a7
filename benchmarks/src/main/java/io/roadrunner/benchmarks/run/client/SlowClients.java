package io.roadrunner.benchmarks.run.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Clients that send a request of some hundred octets in pieces of 20, ten in a second, and take
/// its answer, again and again: 200 octets in a second each, more than servers ask for. A
/// connection that the server closes is opened again. Its own thread sends; any thread closes.
public final class SlowClients implements AutoCloseable {
    private static final int PIECE = 20;
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final int PADDING = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] REQUEST =
            ("GET /hello HTTP/1.1\r\nhost: 127.0.0.1\r\nx-padding: "
                            + "p".repeat(PADDING)
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer answers = ByteBuffer.allocate(PADDING);
    private final Thread thread = Thread.ofPlatform().name("slow-clients").unstarted(this::run);
    private volatile boolean closed;

    private SlowClients(InetSocketAddress server) {
        this.server = server;
    }

    /// Opens so many connections and begins to send.
    ///
    /// @throws IOException when one of them is refused
    public static SlowClients start(int port, int count) throws IOException {
        SlowClients slow =
                new SlowClients(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        boolean started = false;
        try {
            for (int i = 0; i < count; i++) {
                Client client = new Client(slow.connect());
                // Not all at the same place of their requests.
                client.position = i * PIECE % REQUEST.length;
                client.channel.write(ByteBuffer.wrap(REQUEST, 0, client.position));
                slow.clients.add(client);
            }
            slow.thread.start();
            started = true;
            return slow;
        } finally {
            if (!started) {
                slow.closeAll();
            }
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        return channel;
    }

    private void run() {
        long next = System.nanoTime();
        while (!closed) {
            clients.forEach(this::step);
            next += INTERVAL_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        closeAll();
    }

    private void step(Client client) {
        try {
            answers.clear();
            if (client.channel.read(answers) < 0) {
                throw new IOException("closed");
            }
            int length = Math.min(PIECE, REQUEST.length - client.position);
            int written = client.channel.write(ByteBuffer.wrap(REQUEST, client.position, length));
            client.position = (client.position + written) % REQUEST.length;
        } catch (IOException _) {
            again(client);
        }
    }

    private void again(Client client) {
        try {
            client.channel.close();
            client.channel = connect();
            client.position = 0;
        } catch (IOException _) {
            // The next step tries again.
        }
    }

    private void closeAll() {
        for (Client client : clients) {
            try {
                client.channel.close();
            } catch (IOException _) {
                // It is closed all the same.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A connection and how far its request has got.
    private static final class Client {
        private SocketChannel channel;
        private int position;

        private Client(SocketChannel channel) {
            this.channel = channel;
        }
    }
}
