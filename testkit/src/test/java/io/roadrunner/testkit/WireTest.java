package io.roadrunner.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Wire.End;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The connection itself: what is sent, deadlines, and how each side ends it.
class WireTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void whatIsSentArrivesUnchanged() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (Peer peer =
                        Peer.playing(socket -> {
                            received.complete(Peer.awaitEnd(socket));
                            Peer.write(socket, "bye");
                        });
                Wire wire = peer.connect()) {
            wire.send("a\nb\r\n\u00ff").send(new byte[] {0, -1}).endOutput();
            wire.expect("bye");
            assertEquals(End.CLOSED, wire.expectClosed());
        }
        assertEquals("a\nb\r\n\u00ff\u0000\u00ff", received.get(5, TimeUnit.SECONDS));
    }

    @Test
    void aCharacterThatIsNoByteIsRefused() throws Exception {
        try (Peer peer = Peer.sendingAndStaying("");
                Wire wire = peer.connect()) {
            assertThrows(IllegalArgumentException.class, () -> wire.send("\u0100"));
        }
    }

    @Test
    void aDeadlineShowsWhatHadArrived() throws Exception {
        try (Peer peer = Peer.sendingAndStaying("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel");
                Wire wire = peer.connect()) {
            Await.until("all has arrived", () -> wire.available() == 41);
            String message =
                    assertThrows(WireTimeoutException.class, wire.withTimeout(SHORT)::readResponse)
                            .getMessage();
            assertTrue(message.startsWith("waited 50 ms for a body; received 41 bytes:"), message);
            assertTrue(message.endsWith("\\r\\n\nhel"), message);
        }
    }

    @Test
    void silenceHasADeadlineToo() throws Exception {
        try (Peer peer = Peer.sendingAndStaying("");
                Wire wire = peer.connect().withTimeout(SHORT)) {
            assertThrows(WireTimeoutException.class, wire::readResponse);
            assertThrows(WireTimeoutException.class, wire::readHead);
            assertThrows(WireTimeoutException.class, wire::readChunk);
            assertThrows(WireTimeoutException.class, wire::readTrailers);
            assertThrows(WireTimeoutException.class, wire::expectClosed);
            assertThrows(WireTimeoutException.class, () -> wire.readBytes(1));
            assertThrows(WireTimeoutException.class, () -> wire.discard(1));
            assertThrows(WireTimeoutException.class, () -> wire.expect("x"));
        }
    }

    @Test
    void aTrickleDoesNotMoveTheDeadline() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Peer peer =
                        Peer.playing(socket -> {
                            while (!over.await(5, TimeUnit.MILLISECONDS)) {
                                Peer.write(socket, "x");
                            }
                        });
                Wire wire = peer.connect().withTimeout(Duration.ofMillis(100))) {
            assertThrows(WireTimeoutException.class, wire::readResponse);
            over.countDown();
        }
    }

    @Test
    void aPeerThatDoesNotReadIsADeadlineOfTheSender() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Peer peer = Peer.playing(_ -> over.await());
                Wire wire = peer.connect().withTimeout(SHORT)) {
            byte[] tooMuch = new byte[32 << 20];
            String message =
                    assertThrows(WireTimeoutException.class, () -> wire.send(tooMuch)).getMessage();
            over.countDown();
            assertTrue(message.contains("of 33554432 bytes in 50 ms"), message);
        }
    }

    /// Repeated, because the reset may come before or after this side sees the connection made.
    @RepeatedTest(20)
    void aPeerThatHasGoneTakesNothing() throws Exception {
        try (Peer peer = Peer.playing(socket -> socket.setSoLinger(true, 0));
                Wire wire = peer.connect()) {
            assertEquals(End.RESET, wire.expectClosed());
            assertFalse(wire.isOpen());
            ConnectionEndedException ended =
                    assertThrows(ConnectionEndedException.class, () -> wire.send("x"));
            assertEquals(End.RESET, ended.end());
            ended = assertThrows(ConnectionEndedException.class, wire::readResponse);
            assertEquals(End.RESET, ended.end());
        }
    }

    @Test
    void aCloseIsNotAReset() throws Exception {
        try (Peer peer = Peer.sending("");
                Wire wire = peer.connect()) {
            assertEquals(End.CLOSED, wire.expectClosed());
            assertEquals(End.CLOSED, wire.expectClosed());
            assertFalse(wire.isOpen());
        }
    }

    @Test
    void bytesBeforeTheEndAreNoEnd() throws Exception {
        try (Peer peer = Peer.sending("left over");
                Wire wire = peer.connect()) {
            Await.until("the end is seen", () -> !wire.isOpen());
            String message = assertThrows(AssertionError.class, wire::expectClosed).getMessage();
            assertTrue(message.contains("left over"), message);
            wire.expect("left over");
            wire.expectClosed();
        }
    }

    @Test
    void resettingIsSeenByThePeer() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (Peer peer = Peer.playing(socket -> received.complete(Peer.awaitEnd(socket)))) {
            Wire wire = peer.connect();
            wire.reset();
            assertFalse(wire.isOpen());
            wire.close();
        }
        assertEquals("Connection reset", received.get(5, TimeUnit.SECONDS));
    }

    @Test
    void silenceIsObserved() throws Exception {
        try (Peer peer = Peer.sendingAndStaying("");
                Wire wire = peer.connect()) {
            wire.expectNothingFor(SHORT);
            assertTrue(wire.isOpen());
            assertEquals(0, wire.available());
        }
    }

    @Test
    void aByteOrAnEndBreaksTheSilence() throws Exception {
        try (Peer peer = Peer.sendingAndStaying("x");
                Wire wire = peer.connect()) {
            assertThrows(AssertionError.class, () -> wire.expectNothingFor(LONG));
            wire.expect("x").expectNothingFor(SHORT);
        }
        try (Peer peer = Peer.sending("");
                Wire wire = peer.connect()) {
            String message =
                    assertThrows(AssertionError.class, () -> wire.expectNothingFor(LONG))
                            .getMessage();
            assertTrue(message.endsWith("received nothing, then the peer closed the connection"));
        }
    }

    @Test
    void otherBytesThanExpectedAreShown() throws Exception {
        try (Peer peer = Peer.sending("HTTP/1.1 100");
                Wire wire = peer.connect()) {
            String message =
                    assertThrows(AssertionError.class, () -> wire.expect("HTTP/1.1 200"))
                            .getMessage();
            assertTrue(message.contains("HTTP/1.1 200\nand received 12 bytes:\nHTTP/1.1 100"));
        }
    }

    @Test
    void moreThanIsHeldCanBeDiscarded() throws Exception {
        int block = 1 << 20;
        int blocks = 65;
        try (Peer peer =
                        Peer.playing(socket -> {
                            for (int i = 0; i < blocks; i++) {
                                socket.getOutputStream().write(new byte[block]);
                            }
                            Peer.write(socket, "end");
                        });
                Wire wire = peer.connect()) {
            wire.discard((long) blocks * block).expect("end").expectClosed();
        }
        try (Peer peer = Peer.sending("ab");
                Wire wire = peer.connect()) {
            assertThrows(ConnectionEndedException.class, () -> wire.discard(3));
        }
    }

    @Test
    void aSmallReceiveBufferHoldsThePeerUp() throws Exception {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        try (Peer peer =
                Peer.playing(socket -> {
                    socket.setSendBufferSize(4096);
                    socket.getOutputStream().write(new byte[512 << 10]);
                    written.complete(true);
                })) {
            try (Wire wire = Wire.connectWithSmallReceiveBuffer(peer.port())) {
                assertThrows(TimeoutException.class, () -> written.get(50, TimeUnit.MILLISECONDS));
                wire.discard(512 << 10).expectClosed();
            }
        }
        assertTrue(written.get(5, TimeUnit.SECONDS));
    }

    @Test
    void aUnixDomainSocketIsAWireToo(@TempDir Path folder) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
        assertFalse(Wire.canConnect(address));
        try (ServerSocketChannel listening =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
            Thread.ofVirtual().start(() -> answerOnce(listening));
            try (Wire wire = Wire.connect(address).send("GET")) {
                wire.readResponse().expectStatus(200).expectBody("unix");
                wire.withTimeout(SHORT);
                assertEquals(End.CLOSED, wire.expectClosed());
                wire.reset();
            }
        }
    }

    private static void answerOnce(ServerSocketChannel listening) {
        try (SocketChannel channel = listening.accept()) {
            channel.read(ByteBuffer.allocate(3));
            String answer = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nunix";
            channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRefusedConnectionIsSaid() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertTrue(Wire.canConnect(taken.getLocalSocketAddress()));
        }
        WireException refused =
                assertThrows(WireException.class, () -> Wire.connect("127.0.0.1", port).close());
        assertInstanceOf(ConnectException.class, refused.getCause());
        assertTrue(refused.getMessage().contains("127.0.0.1:" + port), refused.getMessage());
        assertFalse(Wire.canConnect(new InetSocketAddress("127.0.0.1", port)));
    }

    @Test
    void aClosedWireSaysSo() throws Exception {
        try (Peer peer = Peer.sendingAndStaying("")) {
            Wire wire = peer.connect();
            wire.close();
            wire.close();
            assertFalse(wire.isOpen());
            assertThrows(WireException.class, wire::readResponse);
            assertThrows(WireException.class, () -> wire.send("x"));
            assertThrows(WireException.class, wire::localAddress);
        }
    }

    @Test
    void timeoutsAndBuffersArePositive() throws Exception {
        try (Peer peer = Peer.sendingAndStaying("");
                Wire wire = peer.connect()) {
            assertThrows(IllegalArgumentException.class, () -> wire.withTimeout(Duration.ZERO));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Wire.connectWithReceiveBuffer(wire.localAddress(), 0));
        }
    }
}
