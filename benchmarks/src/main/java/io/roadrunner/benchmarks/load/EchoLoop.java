package io.roadrunner.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// One thread of the load: its connections, opened before anything is measured, and the loop that
/// serves them. Used by the thread that opens it, then by the one that runs it.
final class EchoLoop implements AutoCloseable {
    private static final int BUFFER_LENGTH = 256 << 10;
    private static final long SELECT_MILLIS = 50;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final Selector selector;
    private final List<EchoConnection> connections = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private final FrameRing ring;
    private final int window;
    private final Tally tally = new Tally();

    private long measureNanos;
    private long endNanos;
    private long nowNanos;

    private EchoLoop(Selector selector, int window) {
        this.selector = selector;
        this.window = window;
        ring = new FrameRing(window, RandomGenerator.getDefault());
    }

    /// A loop with its connections open.
    ///
    /// @param thread its number
    /// @throws IOException when one of them could not be opened; then none is
    static EchoLoop open(LoadPlan plan, int thread) throws IOException {
        EchoLoop loop = new EchoLoop(Selector.open(), plan.window());
        boolean opened = false;
        try {
            for (int i = 0; i < plan.connectionsOf(thread); i++) {
                loop.connect(plan.server());
            }
            opened = true;
            return loop;
        } finally {
            if (!opened) {
                loop.close();
            }
        }
    }

    private void connect(URI server) throws IOException {
        SocketChannel channel = Upgrade.open(server);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        EchoConnection connection = new EchoConnection(channel, key, ring, window);
        key.attach(connection);
        connections.add(connection);
    }

    /// Runs until the end, and a little longer for what is in flight then.
    ///
    /// @param measure from when echoes are measured, `System.nanoTime`
    /// @param end until when
    Tally run(long measure, long end) throws IOException {
        measureNanos = measure;
        endNanos = end;
        nowNanos = System.nanoTime();
        for (EchoConnection connection : List.copyOf(connections)) {
            serve(connection, () -> connection.fill(nowNanos));
        }
        while (!isOver()) {
            selector.select(this::ready, SELECT_MILLIS);
        }
        if (inFlight() > 0) {
            tally.addError(inFlight() + " echoes did not come");
        }
        return tally;
    }

    private boolean isOver() {
        nowNanos = System.nanoTime();
        return nowNanos - endNanos > PATIENCE_NANOS
                || (nowNanos - endNanos > 0 && inFlight() == 0)
                || connections.isEmpty();
    }

    private long inFlight() {
        return connections.stream().mapToLong(EchoConnection::inFlight).sum();
    }

    private void ready(SelectionKey key) {
        EchoConnection connection = (EchoConnection) key.attachment();
        serve(connection, () -> serve(connection, key.readyOps()));
    }

    private void serve(EchoConnection connection, int operations) throws IOException {
        if ((operations & SelectionKey.OP_READ) != 0) {
            nowNanos = System.nanoTime();
            connection.read(buffer, this::count);
            if (nowNanos - endNanos < 0) {
                connection.fill(nowNanos);
                return;
            }
        }
        connection.write();
    }

    private void count(long sentNanos) {
        if (nowNanos - measureNanos >= 0 && nowNanos - endNanos < 0) {
            tally.add(nowNanos - sentNanos);
        } else {
            tally.add();
        }
    }

    private void serve(EchoConnection connection, Step step) {
        try {
            step.take();
        } catch (IOException e) {
            tally.addError(String.valueOf(e.getMessage()));
            connections.remove(connection);
            close(connection);
        }
    }

    @Override
    public void close() throws IOException {
        connections.forEach(EchoLoop::close);
        selector.close();
    }

    private static void close(EchoConnection connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
    }

    /// Something to do with a connection that may fail with it.
    private interface Step {
        void take() throws IOException;
    }
}
