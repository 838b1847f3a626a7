package io.roadrunner.rpc;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Takes calls in goridge frames on an address of its own. Any thread; closing it ends everything
/// that it started.
///
/// ```java
/// try (RpcServer server = RpcServer.start(RpcOptions.standard(), methods)) {
///     …
/// }
/// ```
public final class RpcServer implements AutoCloseable {
    /// How often what takes too long is looked for.
    private static final long LOOK_MILLIS = 50;

    private static final long BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// How long answers that are on their way may take when the server closes.
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final System.Logger LOGGER = System.getLogger(RpcServer.class.getName());

    private final RpcOptions options;
    private final Map<String, RpcMethod> methods;
    private final RpcSocket socket;
    private final Set<RpcConnection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread accepting;
    private final Thread watching;

    private RpcServer(RpcOptions options, Map<String, RpcMethod> methods, RpcSocket socket) {
        this.options = options;
        this.methods = methods;
        this.socket = socket;
        this.accepting = Thread.ofVirtual().name("roadrunner/rpc/accept").unstarted(this::accept);
        this.watching = Thread.ofVirtual().name("roadrunner/rpc/watch").unstarted(this::watch);
    }

    /// Starts to take calls; it does when this returns.
    ///
    /// @param methods what can be called, each by its name
    /// @throws IOException when the address cannot be had, such as one in use, or one that other
    ///   machines reach when that is not allowed
    /// @throws IllegalArgumentException when two methods have the same name
    public static RpcServer start(RpcOptions options, Collection<RpcMethod> methods)
            throws IOException {
        Map<String, RpcMethod> byName = new HashMap<>();
        for (RpcMethod method : methods) {
            if (byName.put(method.type().name(), method) != null) {
                throw new IllegalArgumentException("a method twice: " + method.type().name());
            }
        }
        RpcServer server = new RpcServer(options, Map.copyOf(byName), RpcSocket.open(options));
        boolean started = false;
        try {
            server.accepting.start();
            server.watching.start();
            started = true;
            return server;
        } finally {
            if (!started) {
                server.close();
            }
        }
    }

    /// The address that clients connect to, with the port that was given for 0.
    public RpcAddress address() {
        return socket.address();
    }

    /// How many connections are open.
    public int connections() {
        return connections.size();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                take(socket.accept());
            } catch (IOException e) {
                if (closed.getCount() > 0) {
                    LOGGER.log(Level.WARNING, "a connection for RPC cannot be accepted", e);
                    LockSupport.parkNanos(this, BACK_OFF_NANOS);
                }
            }
        }
    }

    /// Only the accepting thread adds connections, so that the bound is exact.
    private void take(SocketChannel channel) throws IOException {
        boolean started = false;
        RpcConnection connection = new RpcConnection(channel, options, methods);
        try {
            if (connections.size() < options.maxConnections()) {
                connections.add(connection);
                Thread.ofVirtual().name("roadrunner/rpc/connection").start(() -> serve(connection));
                started = true;
            }
        } finally {
            if (!started) {
                connections.remove(connection);
                connection.abort();
            }
        }
        if (closed.getCount() == 0) {
            connection.abort();
        }
    }

    private void serve(RpcConnection connection) {
        try {
            connection.serve();
        } finally {
            connections.remove(connection);
        }
    }

    private void watch() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                connections.forEach(connection -> connection.check(now));
            }
        } catch (InterruptedException _) {
            // Nobody but a debugger interrupts this thread: it ends with the server.
            Thread.currentThread().interrupt();
        }
    }

    /// Stops to take calls, gives answers that are on their way one second, and closes every
    /// connection; methods that still run are interrupted. The file of a unix-domain socket is
    /// taken away.
    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "closing the socket of RPC failed", e);
        }
        connections.forEach(RpcConnection::finish);
        awaitConnections(System.nanoTime() + CLOSE_NANOS);
        connections.forEach(RpcConnection::abort);
        // A descriptor is closed only when the thread that waits on it has left.
        awaitConnections(System.nanoTime() + CLOSE_NANOS);
        awaitThreads();
    }

    private void awaitThreads() {
        try {
            for (Thread thread : List.of(accepting, watching)) {
                if (thread.getState() != Thread.State.NEW) {
                    thread.join(Duration.ofNanos(CLOSE_NANOS));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitConnections(long deadline) {
        while (!connections.isEmpty()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
