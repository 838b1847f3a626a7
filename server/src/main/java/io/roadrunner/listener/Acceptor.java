package io.roadrunner.listener;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/// Takes connections from one listening socket and starts their threads, until it is told to stop.
/// Runs on a platform thread of its own.
final class Acceptor {
    /// How long to wait when connections cannot be accepted for want of something.
    static final long BACK_OFF_NANOS = 100_000_000L;

    /// How often the acceptor looks whether its socket is still there.
    private static final long LOOK_MILLIS = 1000;

    /// How many connections are taken before the acceptor looks whether it has to stop.
    private static final int ROUND = 256;

    /// No kernel keeps more completed connections than that.
    private static final int LAST_ROUND = 65_536;

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
                // A subscriber to telemetry that left this set would make select return for ever.
                Thread.interrupted();
                selector.select(LOOK_MILLIS);
                selector.selectedKeys().clear();
                if (selector.keys().isEmpty()) {
                    backOff(new ClosedChannelException());
                }
                acceptAll(ROUND);
            }
        }
    }

    /// Takes what the kernel has completed, once nobody accepts any more. The caller closes the
    /// socket right after it: what is completed in between is lost.
    void acceptLast() throws IOException {
        acceptAll(LAST_ROUND);
    }

    /// @param most after how many connections to look around
    private void acceptAll(int most) throws IOException {
        for (int taken = 0; taken < most; taken++) {
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

    /// Whatever fails on the way, for want of memory or of a thread: the channel is closed and its
    /// slot given back.
    private void take(SocketChannel channel) {
        boolean taken = false;
        try {
            long now = environment.clock().coarseNanoTime();
            ConnectionTask task = new ConnectionTask(environment, channel, now);
            if (environment.registry().acquire(task)) {
                start(task);
            } else {
                overload.reject(channel);
            }
            taken = true;
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "a connection cannot be served", e);
        } finally {
            if (!taken) {
                closeQuietly(channel);
            }
        }
    }

    private void start(ConnectionTask task) {
        boolean started = false;
        try {
            Thread.ofVirtual().start(task);
            started = true;
        } finally {
            if (!started) {
                environment.registry().release(task);
            }
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "closing a socket failed", e);
        }
    }

    /// Gives back what an acceptor holds that never ran.
    void abandon() {
        try {
            selector.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "closing a selector failed", e);
        }
    }

    /// Makes [#run()] return soon. Any thread.
    void stop() {
        stopping = true;
        selector.wakeup();
    }
}
