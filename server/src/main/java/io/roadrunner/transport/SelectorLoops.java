package io.roadrunner.transport;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The selectors of a listener, among which its connections are shared out. Any thread.
public final class SelectorLoops implements AutoCloseable {
    /// More would only mean smaller rounds.
    private static final int MOST = 8;

    private final String listenerName;
    private final SpareBuffer spare = new SpareBuffer();
    private final AtomicInteger next = new AtomicInteger();
    private volatile List<SelectorLoop> loops = List.of();

    /// Nothing is opened yet.
    ///
    /// @param listenerName the name of the listener
    public SelectorLoops(String listenerName) {
        this.listenerName = listenerName;
    }

    /// Opens the selectors and starts their threads; once.
    ///
    /// @throws IOException for want of file descriptors; nothing is left behind
    public void open() throws IOException {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
        List<SelectorLoop> started = new ArrayList<>();
        try {
            while (started.size() < count) {
                String name = "roadrunner/" + listenerName + "/selector-" + started.size();
                started.add(SelectorLoop.start(name));
            }
            loops = List.copyOf(started);
        } finally {
            if (started.size() < count) {
                started.forEach(SelectorLoop::close);
            }
        }
    }

    /// Takes a connection in.
    ///
    /// @param channel a connected channel, closed by what is returned
    /// @throws IOException when the peer has gone already, or these are not open
    public SocketTransport transport(SocketChannel channel) throws IOException {
        List<SelectorLoop> open = loops;
        SelectorLoop loop = open.get(Math.floorMod(next.getAndIncrement(), open.size()));
        return new SocketTransport(new ReadySocket(channel, loop), spare);
    }

    /// Ends the threads. Connections that are still open fail when they have to wait.
    @Override
    public void close() {
        loops.forEach(SelectorLoop::close);
    }
}
