package io.roadrunner.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is read ahead for TLS: nothing of it is lost, and it is known to be there.
class RecordSocketTest {
    private final SocketChannel client;
    private final SelectorLoops selectors = new SelectorLoops("test");
    private final SocketTransport transport;
    private final Socket socket;

    RecordSocketTest() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(any)) {
            client = SocketChannel.open(listener.getLocalAddress());
            selectors.open();
            transport = selectors.transport(listener.accept());
        }
        socket = transport.socket();
    }

    @BeforeEach
    void nothingIsThere() {
        assertFalse(transport.hasUnread());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        transport.close();
        selectors.close();
    }

    private void send(byte[] octets) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        while (rest.hasRemaining()) {
            client.write(rest);
        }
    }

    @Test
    void whatIsReadAheadCountsAsUnread() throws IOException {
        send(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        InputStream input = socket.getInputStream();
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, input.readNBytes(5));
        assertTrue(transport.hasUnread());
        assertEquals(3, input.available());
        assertArrayEquals(new byte[] {6, 7, 8}, input.readNBytes(3));
        assertFalse(transport.hasUnread());
    }

    @Test
    void largeReadsComeInOrderAndEndWithTheInput() throws IOException {
        byte[] octets = new byte[50_000];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i * 31);
        }
        send(octets);
        client.shutdownOutput();
        InputStream input = socket.getInputStream();
        byte[] received = new byte[octets.length];
        // As TLS asks: the header of a record, then the rest.
        for (int at = 0; at < received.length; ) {
            int wanted = Math.min(at % 2 == 0 ? 5 : 16_640, received.length - at);
            at += input.readNBytes(received, at, wanted);
        }
        assertTrue(Arrays.equals(octets, received));
        assertEquals(-1, input.read());
        assertEquals(-1, input.read(new byte[5]));
        assertFalse(transport.hasUnread());
    }

    @Test
    void writesAreWhole() throws IOException {
        socket.getOutputStream().write(new byte[] {1, 2, 3, 4}, 1, 2);
        socket.getOutputStream().write(9);
        ByteBuffer received = ByteBuffer.allocate(3);
        while (received.hasRemaining()) {
            client.read(received);
        }
        assertArrayEquals(new byte[] {2, 3, 9}, received.array());
    }
}
