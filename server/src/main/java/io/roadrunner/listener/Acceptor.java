package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/// Takes connections from one listening socket and starts their threads, until it is told to stop.
/// Then it takes what the kernel has completed already, so that no client is dropped unheard. Runs
/// on a platform thread of its own.
final class Acceptor {
    /// How long to wait when connections cannot be accepted for want of something.
    static final long BACK_OFF_NANOS = 100_000_000L;

    private static final System.Logger LOGGER = System.getLogger(Acceptor.class.getName());

    private final ConnectionEnvironment environment;
    private final ListenSocket socket;
    private final Overload overload;
    private final ListenerReporter reporter;
    private final Selector selector;
    private volatile boolean stopping;

    Acceptor(
            ConnectionEnvironment environment,
            ListenSocket socket,
            Overload overload,
            ListenerReporter reporter)
            throws IOException {
        this.environment = environment;
        this.socket = socket;
        this.overload = overload;
        this.reporter = reporter;
        this.selector = Selector.open();
        try {
            socket.channel().register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    /// Accepts until it is stopped.
    ///
    /// @throws IOException when the socket is lost
    void run() throws IOException {
        try (selector) {
            while (!stopping) {
                selector.select();
                selector.selectedKeys().clear();
                acceptAll();
            }
            acceptAll();
        }
    }

    private void acceptAll() throws IOException {
        while (true) {
            SocketChannel channel;
            try {
                channel = socket.accept();
            } catch (IOException e) {
                backOff(e);
                return;
            }
            if (channel == null) {
                return;
            }
            take(channel);
        }
    }

    private void backOff(IOException error) throws IOException {
        boolean temporary = AcceptFault.of(error) == AcceptFault.TRANSIENT;
        reporter.acceptFailed(temporary, temporary ? BACK_OFF_NANOS : 0, error);
        if (!temporary) {
            throw error;
        }
        LockSupport.parkNanos(this, BACK_OFF_NANOS);
    }

    private void take(SocketChannel channel) {
        ConnectionRegistry registry = environment.registry();
        if (!registry.acquireSlot()) {
            overload.reject(channel);
            return;
        }
        Clock clock = environment.clock();
        ConnectionTask task = new ConnectionTask(environment, channel, clock.coarseNanoTime());
        registry.add(task);
        boolean started = false;
        try {
            Thread.ofVirtual().start(task);
            started = true;
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "no thread for a connection", e);
        } finally {
            if (!started) {
                registry.remove(task);
                task.cut(CloseCause.INTERNAL_ERROR);
                registry.releaseSlots(1);
            }
        }
    }

    /// Makes [#run()] return soon. Any thread.
    void stop() {
        stopping = true;
        selector.wakeup();
    }
}
