package io.roadrunner.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A socket whose calls wait, with a real peer.
@Timeout(20)
class ReadySocketTest {
    private static final int MUCH = 16 * 1024 * 1024;

    private final SelectorLoop loop = SelectorLoop.start("test");
    private final SocketChannel peer;
    private final SocketChannel channel;
    private final ReadySocket socket;

    ReadySocketTest() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(any)) {
            peer = SocketChannel.open(listener.getLocalAddress());
            channel = listener.accept();
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket = new ReadySocket(channel, loop);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        socket.close();
        loop.close();
    }

    private void send(String text) throws IOException {
        peer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private String read(int most) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(most);
        int read = socket.read(target);
        return read < 0 ? "end" : new String(target.array(), 0, read, StandardCharsets.US_ASCII);
    }

    /// What runs on a virtual thread, once that waits.
    private static <T> Waiting<T> waiting(Callable<T> call) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = Thread.ofVirtual().start(task);
        while (thread.getState() != Thread.State.WAITING) {
            assertTrue(thread.isAlive(), "it does not wait");
            Thread.onSpinWait();
        }
        return new Waiting<>(thread, task);
    }

    private record Waiting<T>(Thread thread, FutureTask<T> task) {
        Throwable failure() {
            return assertThrows(ExecutionException.class, task::get).getCause();
        }
    }

    @Test
    void aReadWaitsForBytes() throws Exception {
        Waiting<String> first = waiting(() -> read(10));
        send("one");
        assertEquals("one", first.task().get());

        Waiting<String> second = waiting(() -> read(10));
        send("two");
        assertEquals("two", second.task().get());
    }

    @Test
    void whatDoesNotFitIsThereForTheNextWait() throws Exception {
        Waiting<String> first = waiting(() -> read(2));
        send("abcd");
        assertEquals("ab", first.task().get());
        socket.awaitReadable();
        assertEquals("cd", read(2));
    }

    @Test
    void bytesThatNobodyTakesForManyRoundsAreNotLostAndCostNothing() throws Exception {
        Waiting<String> first = waiting(() -> read(10));
        send("one");
        assertEquals("one", first.task().get());
        send("two");

        // Somebody else keeps the loop going meanwhile.
        for (int round = 0; round < 100; round++) {
            loop.changed();
            Thread.onSpinWait();
        }
        awaitQuiet();

        socket.awaitReadable();
        assertEquals("two", read(10));
        Waiting<String> third = waiting(() -> read(10));
        send("three");
        assertEquals("three", third.task().get());
    }

    private void awaitQuiet() {
        while (!socket.isQuiet()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theEndOfThePeerIsSeen() throws Exception {
        Waiting<String> read = waiting(() -> read(10));
        peer.shutdownOutput();
        assertEquals("end", read.task().get());
    }

    @Test
    void anotherThreadEndsTheInputAndOutputGoesOn() throws Exception {
        Waiting<String> read = waiting(() -> read(10));
        socket.endInput();
        assertEquals("end", read.task().get());
        socket.write(ByteBuffer.wrap(new byte[] {'x'}));
        ByteBuffer received = ByteBuffer.allocate(1);
        peer.read(received);
        assertEquals('x', received.get(0));
    }

    @Test
    void aCloseWakesTheReader() throws Exception {
        Waiting<String> read = waiting(() -> read(10));
        socket.close();
        assertInstanceOf(ClosedChannelException.class, read.failure());
        assertEquals(-1, peer.read(ByteBuffer.allocate(1)), "the peer sees it too");
    }

    @Test
    void aWriteWaitsForAPeerThatDoesNotRead() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        Waiting<Boolean> write =
                waiting(() -> {
                    ByteBuffer much = ByteBuffer.allocate(MUCH);
                    while (much.hasRemaining()) {
                        socket.write(much);
                    }
                    written.countDown();
                    return true;
                });
        Waiting<String> read = waiting(() -> read(10));
        send("hey");
        assertEquals("hey", read.task().get(), "one may read meanwhile");
        assertEquals(1, written.getCount());

        ByteBuffer received = ByteBuffer.allocate(MUCH);
        while (received.hasRemaining()) {
            assertFalse(peer.read(received) < 0);
        }
        assertTrue(write.task().get());
    }

    @Test
    void aCloseWakesTheWriter() throws Exception {
        Waiting<Boolean> write = waiting(this::writeForEver);
        socket.close();
        assertInstanceOf(ClosedChannelException.class, write.failure());
    }

    private boolean writeForEver() throws IOException {
        while (true) {
            socket.write(ByteBuffer.allocate(64 * 1024));
        }
    }

    @Test
    void whoReadsAllTheTimeGoesOnBehindItsRestsAndCanBeClosed() throws Exception {
        AtomicLong octets = new AtomicLong();
        FutureTask<Boolean> reading = new FutureTask<>(() -> readForEver(octets));
        Thread flood = Thread.ofPlatform().start(this::flood);
        Thread.ofVirtual().start(reading);
        while (octets.get() < MUCH / 4) {
            assertFalse(reading.isDone(), "it has ended");
            Thread.onSpinWait();
        }
        socket.close();
        Throwable end = assertThrows(ExecutionException.class, reading::get).getCause();
        assertInstanceOf(ClosedChannelException.class, end);
        flood.join();
    }

    /// In pieces that cost more to read than to send.
    private boolean readForEver(AtomicLong octets) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(64);
        while (true) {
            octets.addAndGet(socket.read(target.clear()));
        }
    }

    private void flood() {
        try {
            while (true) {
                peer.write(ByteBuffer.allocate(64 * 1024));
            }
        } catch (IOException _) {
            // Closed by the other side.
        }
    }

    @Test
    void anInterruptClosesAsItDoesForEveryChannel() throws Exception {
        Waiting<String> read = waiting(() -> read(10));
        read.thread().interrupt();
        assertInstanceOf(ClosedByInterruptException.class, read.failure());
        assertFalse(channel.isOpen());
    }

    @Test
    void whoWaitsWhenTheLoopEndsFails() throws Exception {
        Waiting<String> read = waiting(() -> read(10));
        Waiting<Boolean> write = waiting(this::writeForEver);
        loop.close();
        assertInstanceOf(ClosedChannelException.class, read.failure());
        assertInstanceOf(ClosedChannelException.class, write.failure());
    }

    @Test
    void whoComesWhenTheLoopHasEndedFails() {
        loop.close();
        assertThrows(ClosedChannelException.class, () -> read(10));
    }
}
