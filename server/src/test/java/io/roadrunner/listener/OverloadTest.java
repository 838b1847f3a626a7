package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.telemetry.ConnectionEvent.ConnectionRejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections that are turned away.
class OverloadTest {
    private static final int ANSWERS = 100;
    private static final long SECOND = 1_000_000_000L;

    private final Parts parts = new Parts();
    private final Overload overload = parts.overload;

    @AfterEach
    void close() {
        overload.close();
        parts.close();
    }

    private static ServerSocketChannel listening() throws IOException {
        return ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static String received(SocketChannel client) throws IOException {
        client.socket().setSoTimeout(5000);
        byte[] bytes = client.socket().getInputStream().readAllBytes();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// The answer that the next one gets.
    private String turnedAway(ServerSocketChannel server) throws IOException {
        try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
            overload.reject(server.accept());
            return received(client);
        }
    }

    @Test
    void theFirstHundredOfASecondAreAnsweredAndTheNextOneIsClosedSilently() throws IOException {
        try (ServerSocketChannel server = listening()) {
            for (int i = 0; i < ANSWERS; i++) {
                String answer = turnedAway(server);
                assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
                assertTrue(answer.contains("\r\nretry-after: 1\r\n"), answer);
            }
            assertEquals("", turnedAway(server), "a flood");
        }
    }

    @Test
    void whatWasAnsweredIsClosedASecondLater() throws IOException {
        try (ServerSocketChannel server = listening();
                SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
            long now = parts.clock.coarseNanoTime();
            try (SocketChannel accepted = server.accept()) {
                overload.reject(accepted);
                overload.tick(now + SECOND - 1);
                assertTrue(accepted.isOpen(), "so that the answer is not lost in a reset");
                overload.tick(now + SECOND);
                assertFalse(accepted.isOpen());
            }
            assertTrue(received(client).startsWith("HTTP/1.1 503 "));
        }
    }

    @Test
    void aSubscriberThatTakesLongDoesNotHoldUpTheReaper() throws Exception {
        AtomicBoolean ticked = new AtomicBoolean();
        parts.telemetry.attach(_ -> ticked.set(canTick()), ConnectionRejected.class);
        try (ServerSocketChannel server = listening()) {
            turnedAway(server);
            parts.awaitEvent(ConnectionRejected.class);
            assertTrue(ticked.get(), "while the subscriber was told");
        }
    }

    private boolean canTick() {
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform()
                .start(() -> {
                    overload.tick(parts.clock.nanoTime());
                    done.countDown();
                });
        try {
            return done.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
