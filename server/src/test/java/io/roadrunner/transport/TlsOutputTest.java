package io.roadrunner.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How content leaves in records. Nothing is encrypted here: what is written goes into records as
/// it is, which is as long as they may be at the least.
class TlsOutputTest {
    private static final int RECORD = TlsOutput.RECORD;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel client;
    private final SelectorLoops selectors = new SelectorLoops("test");
    private final SocketTransport transport;
    private final RecordOutput records;
    private final TlsOutput output;

    @TempDir private Path folder;

    TlsOutputTest() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.setOption(StandardSocketOptions.SO_RCVBUF, RECORD).bind(any);
            client = SocketChannel.open();
            client.setOption(StandardSocketOptions.SO_RCVBUF, RECORD);
            client.connect(listener.getLocalAddress());
            selectors.open();
            SocketChannel accepted = listener.accept();
            accepted.setOption(StandardSocketOptions.SO_SNDBUF, RECORD);
            transport = selectors.transport(accepted);
        }
        records = new RecordOutput(transport, new SpareBuffer());
        output = new TlsOutput(records, records);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        transport.close();
        selectors.close();
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private byte[] receive(int length) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(length);
        while (received.hasRemaining()) {
            assertTrue(client.read(received) > 0);
        }
        return received.array();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> start(Writing writing) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        writing.run();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Executors.newVirtualThreadPerTaskExecutor());
    }

    @Test
    void contentCountsAsWrittenWhenItHasLeft() throws Exception {
        byte[] content = content(30 * RECORD + 7);
        List<Integer> positions = new ArrayList<>();
        CompletableFuture<Void> writing =
                start(() -> {
                    ByteBuffer source = ByteBuffer.wrap(content);
                    while (source.hasRemaining()) {
                        output.write(NOTHING, source);
                        positions.add(source.position());
                    }
                });
        assertArrayEquals(content, receive(content.length));
        writing.get(10, TimeUnit.SECONDS);
        // Of six records at once some fit into the buffers of the sockets, and the others do not.
        assertTrue(positions.stream().anyMatch(p -> p % (6 * RECORD) != 0), positions::toString);
        assertEquals(content.length, positions.getLast());
    }

    @Test
    void twoPiecesLeaveInOrder() throws Exception {
        byte[] content = content(10 * RECORD);
        CompletableFuture<Void> writing =
                start(() -> {
                    ByteBuffer first = ByteBuffer.wrap(content, 0, 100);
                    ByteBuffer second =
                            ByteBuffer.allocateDirect(content.length - 100)
                                    .put(content, 100, content.length - 100)
                                    .flip();
                    while (second.hasRemaining()) {
                        output.write(first, second);
                    }
                    assertFalse(first.hasRemaining());
                });
        assertArrayEquals(content, receive(content.length));
        writing.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aFileLeavesFromItsOffsetAndEndsWhereItEnds() throws Exception {
        byte[] content = content(8 * RECORD + 1);
        Path path = Files.write(folder.resolve("file"), content);
        try (FileChannel file = FileChannel.open(path)) {
            CompletableFuture<Void> writing =
                    start(() -> {
                        long sent = 5;
                        while (sent < content.length) {
                            sent += output.sendFile(file, sent, content.length - sent);
                        }
                        assertEquals(-1, output.sendFile(file, content.length, 1));
                    });
            byte[] wanted = Arrays.copyOfRange(content, 5, content.length);
            assertArrayEquals(wanted, receive(wanted.length));
            writing.get(10, TimeUnit.SECONDS);
        }
    }

    /// What TLS answers on the thread that reads takes its place behind what was encrypted before.
    @Test
    void aRecordOfAnotherThreadOvertakesNothing() throws Exception {
        byte[] content = content(6 * RECORD);
        byte[] answer = {1, 2, 3};
        ByteBuffer source = ByteBuffer.wrap(content);
        output.write(NOTHING, source);
        assertTrue(source.hasRemaining(), "the buffers of the sockets are too large for this");
        CompletableFuture<Void> answering = start(() -> records.write(answer, 0, answer.length));
        assertArrayEquals(content, receive(content.length));
        assertArrayEquals(answer, receive(answer.length));
        answering.get(10, TimeUnit.SECONDS);
        output.write(NOTHING, source);
        assertFalse(source.hasRemaining());
    }
}
