package io.roadrunner.listener;

import io.roadrunner.connection.ActiveRequest;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.transport.SocketTransport;
import io.roadrunner.transport.TlsTransport;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One accepted connection from the slot it holds to the slot it gives back. Runs on the virtual
/// thread of the connection; drains, checks and cuts come in from any thread.
final class ConnectionTask implements Runnable {
    private static final System.Logger LOGGER = System.getLogger(ConnectionTask.class.getName());

    private static final long FAREWELL = 1_000_000_000L;

    private final ConnectionEnvironment environment;
    private final SocketChannel channel;
    private final long acceptedNanos;
    private final long retireNanos;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Thread thread;
    private volatile @Nullable SocketTransport socket;
    private volatile boolean retired;

    /// Until when its last words may take, once its time is up; of the reaper.
    private long lastWordsNanos = Deadline.NONE;

    /// Until when the peer may take the last word.
    private volatile long farewellNanos = Deadline.NONE;

    /// What the client speaks through; of the connection's thread.
    private @Nullable Transport transport;

    /// The client, once it is known; of the connection's thread.
    private @Nullable InetSocketAddress peer;

    /// Whether the client has been counted in; of the connection's thread.
    private boolean admitted;

    /// @param channel an accepted connection, for which a slot has been taken
    /// @param acceptedNanos when, as coarse time
    ConnectionTask(ConnectionEnvironment environment, SocketChannel channel, long acceptedNanos) {
        this.environment = environment;
        this.channel = channel;
        this.acceptedNanos = acceptedNanos;
        this.retireNanos = environment.retirement().nextRetirement(acceptedNanos);
    }

    @Override
    public void run() {
        CloseCause cause = CloseCause.PEER_GONE;
        try {
            thread = Thread.currentThread();
            configure();
            SocketTransport opened = environment.selectors().transport(channel);
            socket = opened;
            Connection first = first(opened);
            cause = first == null ? CloseCause.STOPPED : serve(first);
            if (retired && cause == CloseCause.DRAINED) {
                cause = CloseCause.TOO_OLD;
            }
        } catch (IOException e) {
            cause = CloseCause.PEER_GONE;
        } catch (Throwable failure) {
            cause = CloseCause.INTERNAL_ERROR;
            LOGGER.log(Level.ERROR, "connection of " + peer + " failed", failure);
        } finally {
            end(cause);
        }
    }

    /// What serves the connection first, null when it is not admitted.
    private @Nullable Connection first(SocketTransport transport) {
        if (!environment.expectsProxyHeader(transport.peer())) {
            return admit(transport);
        }
        return new ProxyHandshake(
                transport,
                acceptedNanos + environment.handshakeNanos(),
                header -> admit(transport.passedOn(header)));
    }

    /// Counts the client in.
    private @Nullable Connection admit(SocketTransport plain) {
        peer = plain.peer();
        admitted = environment.admits(peer);
        if (!admitted) {
            return null;
        }
        environment.reporter().accepted(peer);
        return selected(plain);
    }

    private @Nullable Connection selected(SocketTransport plain) {
        TlsTransport secure;
        try {
            secure = environment.secure(plain);
        } catch (IOException e) {
            return null;
        }
        transport = secure == null ? plain : secure;
        ProtocolSelector protocols = environment.protocols();
        return secure == null
                ? protocols.select(plain, acceptedNanos)
                : new TlsHandshake(
                        secure, acceptedNanos + environment.handshakeNanos(), protocols::select);
    }

    private void configure() throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    private CloseCause serve(Connection first) {
        Connection current = first;
        while (true) {
            begin(current);
            Next next = current.serve();
            switch (next) {
                case Next.Close(CloseCause cause) -> {
                    reportBadHandshake(current, cause);
                    return cause;
                }
                case Next.HandOver(Connection following) -> current = following;
            }
        }
    }

    /// A drain that began before this connection was known has not reached it.
    private void begin(Connection current) {
        connection = current;
        if (admitted) {
            Thread.currentThread().setName(environment.threadName(current.protocol(), peer));
        }
        Drain drain = environment.registry().drain();
        if (drain != null) {
            current.drain(drain);
        }
    }

    /// A proxy that sent no header in time, or none at all, is told of nowhere else.
    private void reportBadHandshake(Connection last, CloseCause cause) {
        if (last instanceof TlsHandshake handshake && cause == CloseCause.TLS_HANDSHAKE) {
            environment.failHandshake(peer, String.valueOf(handshake.failure()));
        }
        boolean faulty = cause == CloseCause.PROTOCOL_ERROR || cause == CloseCause.REQUEST_TIMEOUT;
        if (last instanceof ProxyHandshake && faulty) {
            environment.rejectProxy(peer());
        }
    }

    private void end(CloseCause cause) {
        Connection last = connection;
        try {
            sayFarewell(cause);
        } finally {
            closeChannel();
            if (admitted) {
                environment.leaves(peer);
            }
            // Last, so that who waits for the slots sees everything else done.
            try {
                if (admitted) {
                    long served = last == null ? 0 : last.requestsServed();
                    environment.reporter().closed(peer, acceptedNanos, served, cause);
                }
            } finally {
                environment.registry().release(this);
            }
        }
    }

    /// May have to wait for a peer that does not read: the reaper sees to its end.
    private void sayFarewell(CloseCause cause) {
        Transport last = transport;
        farewellNanos = environment.clock().nanoTime() + FAREWELL;
        if (last != null && cause.isOrderly()) {
            last.finish();
        } else if (last instanceof TlsTransport secure && cause == CloseCause.TLS_HANDSHAKE) {
            secure.lingerAfterFailure();
        }
    }

    /// Passes a drain on. Any thread.
    void drain(Drain drain) {
        Connection current = connection;
        if (current != null) {
            current.drain(drain);
        }
    }

    /// Tells the handlers of a drain. Any thread.
    void notifyDrain(Drain drain) {
        Connection current = connection;
        if (current != null) {
            current.notifyDrain(drain);
        }
    }

    /// Looks after deadlines; for the reaper.
    void check(long nowNanos) {
        if (farewellNanos != Deadline.NONE && nowNanos - farewellNanos >= 0) {
            closeChannel();
        }
        Connection current = connection;
        if (current == null) {
            return;
        }
        if (nowNanos - retireNanos >= 0 && retireNanos != Deadline.NONE) {
            retire(current, nowNanos);
        }
        if (nowNanos - current.deadlineNanos() >= 0) {
            current.check(nowNanos);
        }
    }

    /// Ends a connection that is as old as it may get: first gracefully, later by force.
    private void retire(Connection current, long nowNanos) {
        long cutNanos = retireNanos + environment.retirement().graceNanos();
        if (!retired) {
            retired = true;
            Deadline deadline = new Deadline(cutNanos, environment.clock().instantAt(cutNanos));
            current.drain(new Drain(deadline, Drain.Stage.CLOSING));
        } else if (nowNanos - cutNanos >= 0) {
            endByForce(current, nowNanos);
        }
    }

    private void endByForce(Connection current, long nowNanos) {
        if (lastWordsNanos == Deadline.NONE && current.bidFarewell()) {
            lastWordsNanos = nowNanos + environment.retirement().farewellNanos();
        } else if (lastWordsNanos == Deadline.NONE || nowNanos - lastWordsNanos >= 0) {
            cut(CloseCause.TOO_OLD);
        }
    }

    /// Lets the connection say its last words. Any thread.
    ///
    /// @return whether it has some and needs a moment for them
    boolean bidFarewell() {
        Connection current = connection;
        return current != null && current.bidFarewell();
    }

    /// Closes the connection and interrupts what its thread does. Any thread.
    void cut(CloseCause cause) {
        Connection current = connection;
        if (current != null) {
            current.close(cause);
        }
        closeChannel();
        Thread working = thread;
        if (working != null) {
            working.interrupt();
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "closing a socket failed", e);
        }
        // Who waits for it is told. One that comes later finds it closed.
        SocketTransport opened = socket;
        if (opened != null) {
            opened.close();
        }
    }

    /// The requests that are being worked on.
    List<ActiveRequest> activeRequests() {
        Connection current = connection;
        return current == null ? List.of() : current.activeRequests();
    }

    /// The short name of the protocol that is spoken now.
    String protocol() {
        Connection current = connection;
        return current == null ? "tcp" : current.protocol();
    }

    /// The address of the peer, null on a unix-domain socket or when it is gone.
    @Nullable InetSocketAddress peer() {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress address ? address : null;
        } catch (IOException e) {
            return null;
        }
    }
}
