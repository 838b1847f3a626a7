package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.ListenAddress;
import io.roadrunner.telemetry.ListenerEvent.AcceptFailed;
import io.roadrunner.telemetry.ListenerEvent.ListenerFailed;
import io.roadrunner.telemetry.ListenerEvent.ListenerRestarted;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A listening socket that dies by itself. Real sockets; a test kills them from inside.
class SupervisionTest {
    private final Parts parts = new Parts();
    private final Binding binding = new Binding();
    private final Supervisor supervisor = new Supervisor("test", 2, parts.reporter, binding);

    @AfterEach
    void stop() {
        supervisor.stop();
        parts.close();
    }

    private final class Binding implements Supervisor.Binding {
        private final ConnectionEnvironment connections = parts.connections();
        private final AtomicInteger binds = new AtomicInteger();
        private final CountDownLatch refusedOnce = new CountDownLatch(1);
        private volatile ListenAddress address = parts.options.address();
        private volatile boolean refusing;
        private volatile @Nullable ListenSocket last;

        ListenSocket last() {
            ListenSocket current = last;
            if (current == null) {
                throw new AssertionError("nothing was bound");
            }
            return current;
        }

        @Override
        public ListenSocket bind() throws IOException {
            binds.incrementAndGet();
            if (refusing) {
                refusedOnce.countDown();
                throw new IOException("no address for you");
            }
            ListenSocket socket = ListenSocket.open(address, parts.options);
            address = socket.boundAddress();
            last = socket;
            return socket;
        }

        @Override
        public Acceptor acceptor(ListenSocket socket) throws IOException {
            return new Acceptor(connections, socket, parts.overload, parts.reporter);
        }
    }

    /// Closes the socket under the acceptors that wait for it; they see it when a client knocks.
    private SocketAddress kill() throws IOException {
        while (!acceptors().allMatch(SupervisionTest::isInSystemCall)) {
            Thread.onSpinWait();
        }
        SocketAddress address = binding.last().localAddress();
        binding.last().channel().close();
        Parts.serves(address);
        return address;
    }

    private static Stream<Thread> acceptors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("roadrunner/test/"));
    }

    private static boolean isInSystemCall(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && stack[0].isNativeMethod();
    }

    @Test
    void aSocketThatDiesIsBoundAnewOnTheSamePort() throws Exception {
        supervisor.start();
        for (int i = 1; i <= 3; i++) {
            assertTrue(Parts.serves(binding.last().localAddress()));
            SocketAddress address = kill();
            ListenerRestarted restarted = parts.awaitEvent(ListenerRestarted.class);
            assertEquals(i, restarted.restarts());
            assertEquals(address, binding.last().localAddress());
            assertTrue(Parts.serves(address));
        }
        assertNull(supervisor.failure());
        assertEquals(4, binding.binds.get(), "once for each restart, however many acceptors died");
    }

    @Test
    void theLossIsReportedAsNotTemporary() throws Exception {
        supervisor.start();
        kill();
        AcceptFailed failed = parts.awaitEvent(AcceptFailed.class);
        assertFalse(failed.temporary());
        assertTrue(failed.backOff().isZero());
    }

    @Test
    void afterFiveRestartsInTenSecondsItIsGivenUp() throws Exception {
        supervisor.start();
        for (int i = 0; i < 5; i++) {
            kill();
            parts.awaitEvent(ListenerRestarted.class);
        }
        SocketAddress address = kill();
        ListenerFailed failed = parts.awaitEvent(ListenerFailed.class);
        assertEquals(5, failed.restarts());
        assertNotNull(supervisor.failure());
        assertFalse(Parts.serves(address));
    }

    @Test
    void anAddressThatCannotBeHadAnyMoreIsTriedFiveTimes() throws Exception {
        supervisor.start();
        binding.refusing = true;
        kill();
        ListenerFailed failed = parts.awaitEvent(ListenerFailed.class);
        assertEquals("no address for you", failed.cause().getMessage());
        assertEquals(1 + 5, binding.binds.get());
    }

    @Test
    void aStopDuringTheRestartsEndsThem() throws Exception {
        supervisor.start();
        binding.refusing = true;
        SocketAddress address = kill();
        assertTrue(binding.refusedOnce.await(5, TimeUnit.SECONDS));
        supervisor.stop();
        int binds = binding.binds.get();
        assertTrue(binds < 1 + 5, "it did not wait for the other tries");
        binding.refusing = false;
        assertFalse(Parts.serves(address));
        assertEquals(binds, binding.binds.get());
    }

    @Test
    void whatWasStoppedIsNeverRestarted() throws Exception {
        supervisor.start();
        SocketAddress address = binding.last().localAddress();
        supervisor.stop();
        assertFalse(Parts.serves(address));
        assertEquals(1, binding.binds.get());
        assertNull(supervisor.failure());
    }

    @Test
    void aStartThatFailsLeavesNoThread() {
        binding.refusing = true;
        assertThrows(IOException.class, supervisor::start);
        assertEquals(0, acceptors().count());
    }

    @Test
    void aStartThatFailsHalfwayGivesBackWhatItHad() throws Exception {
        Supervisor third =
                new Supervisor(
                        "third",
                        3,
                        parts.reporter,
                        new Supervisor.Binding() {
                            private final AtomicInteger made = new AtomicInteger();

                            @Override
                            public ListenSocket bind() throws IOException {
                                return binding.bind();
                            }

                            @Override
                            public Acceptor acceptor(ListenSocket socket) throws IOException {
                                if (made.incrementAndGet() % 3 == 0) {
                                    throw new IOException("Too many open files");
                                }
                                return binding.acceptor(socket);
                            }
                        });
        long before = selectors();
        for (int i = 0; i < 10; i++) {
            assertThrows(IOException.class, third::start);
            assertFalse(binding.last().channel().isOpen());
        }
        assertEquals(before, selectors(), "of the acceptors that were made before the failure");
    }

    /// How many selectors this process has open.
    private static long selectors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(SupervisionTest::isSelector).count();
        }
    }

    private static boolean isSelector(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith("[eventpoll]");
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void whatWasGivenUpLeavesNoSocketFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("socket");
        binding.address = ListenAddress.unix(file);
        supervisor.start();
        assertTrue(Files.exists(file));
        binding.refusing = true;
        while (!acceptors().allMatch(SupervisionTest::isInSystemCall)) {
            Thread.onSpinWait();
        }
        binding.last().channel().close();
        parts.awaitEvent(ListenerFailed.class);
        assertFalse(Files.exists(file));
    }
}
