package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.ListenAddress;
import io.roadrunner.connection.Clock;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionRejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One acceptor with a real socket.
class AcceptorTest {
    private final Parts parts = new Parts();

    @AfterEach
    void close() {
        parts.close();
    }

    /// An acceptor on a thread of its own, which it stops and awaits.
    private final class Running implements AutoCloseable {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Acceptor acceptor;

        Running(ConnectionEnvironment environment, ListenSocket socket) throws IOException {
            acceptor = new Acceptor(environment, socket, parts.overload, parts.reporter);
            Thread.ofPlatform().start(this::run);
        }

        private void run() {
            try {
                acceptor.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                ended.countDown();
            }
        }

        boolean stops() {
            acceptor.stop();
            try {
                return ended.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            assertTrue(stops());
        }
    }

    /// A clock that runs out of memory when it is told to.
    private final class Failing implements Clock {
        private final AtomicBoolean fails = new AtomicBoolean();

        @Override
        public long nanoTime() {
            return parts.clock.nanoTime();
        }

        @Override
        public long coarseNanoTime() {
            if (fails.compareAndSet(true, false)) {
                throw new OutOfMemoryError("made up by a test");
            }
            return parts.clock.coarseNanoTime();
        }

        @Override
        public Instant now() {
            return parts.clock.now();
        }
    }

    @Test
    void aConnectionThatCannotBeServedForWantOfMemoryIsClosedAndTheNextOneServed()
            throws Exception {
        Failing clock = new Failing();
        ConnectionEnvironment environment = parts.connections(1, clock);
        try (ListenSocket socket = ListenSocket.open(parts.options.address(), parts.options);
                Running _ = new Running(environment, socket)) {
            clock.fails.set(true);
            try (SocketChannel client = SocketChannel.open(socket.localAddress())) {
                client.socket().setSoTimeout(5000);
                assertEquals(-1, client.socket().getInputStream().read(), "closed at once");
            }
            assertFalse(clock.fails.get(), "it has failed");
            assertTrue(Parts.serves(socket.localAddress()), "the only slot is free");
        }
    }

    /// Whoever is turned away here is followed by the next one before the acceptor looks again.
    @Test
    void aFloodThatNeverPausesDoesNotKeepItFromStopping(@TempDir Path folder) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
        ConnectionEnvironment environment = parts.connections(1, parts.clock);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch flooded = new CountDownLatch(2);
        parts.telemetry.attach(
                _ -> {
                    flooded.countDown();
                    if (!over.get()) {
                        knock(address);
                    }
                },
                ConnectionRejected.class);
        ListenAddress unix = ListenAddress.unix(address.getPath());
        try (ListenSocket socket = ListenSocket.open(unix, parts.options);
                Running running = new Running(environment, socket);
                SocketChannel only = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            only.connect(address);
            knock(address);
            assertTrue(flooded.await(5, TimeUnit.SECONDS), "one after the other");
            boolean stopped = running.stops();
            over.set(true);
            assertTrue(stopped);
        }
    }

    private static void knock(UnixDomainSocketAddress address) {
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
