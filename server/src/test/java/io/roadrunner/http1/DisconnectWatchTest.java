package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DisconnectWatchTest {
    private final FakeTransport transport = new FakeTransport();
    private final Http1Input input = new Http1Input(transport);

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        assertTrue(latch.await(5, TimeUnit.SECONDS), what);
    }

    @Test
    void aPeerThatGoesIsNoticedOnce() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        input.watch(() -> {
            calls.incrementAndGet();
            gone.countDown();
        });
        transport.feedEnd();
        await(gone, "noticed");
        assertEquals(-1, input.fill());
        assertEquals(-1, input.fill());
        assertEquals(1, calls.get());
    }

    @Test
    void whoAsksAfterThePeerHasGoneIsToldAtOnce() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        input.watch(first::countDown);
        transport.feedEnd();
        await(first, "the first");
        CountDownLatch second = new CountDownLatch(1);
        input.watch(second::countDown);
        await(second, "the second");
    }

    @Test
    void whatWasReadAheadIsNotLostAndSeen() throws Exception {
        input.watch(() -> {});
        transport.feed("abc");
        while (!input.hasAhead()) {
            Thread.onSpinWait();
        }
        assertEquals(3, input.fill());
        assertEquals(3, input.to() - input.from());
        assertEquals('a', input.octets()[input.from()]);
    }

    /// Each round is a request on the same connection: its bytes come, a handler asks to be told,
    /// and in the last one the peer goes.
    @Test
    void everyRequestIsWatchedInEveryInterleaving() throws Exception {
        for (int round = 0; round < 3000; round++) {
            FakeTransport connection = new FakeTransport();
            Http1Input bytes = new Http1Input(connection);
            for (int request = 0; request < 3; request++) {
                connection.feed("r");
                assertEquals(1, bytes.fill());
                bytes.consumeTo(bytes.to());
                bytes.watch(() -> {});
            }
            connection.feed("r");
            assertEquals(1, bytes.fill());
            CountDownLatch gone = new CountDownLatch(1);
            bytes.watch(gone::countDown);
            connection.feedEnd();
            await(gone, "noticed in round " + round);
        }
    }

    @Test
    void everyByteComesOnceAndInOrder() throws Exception {
        long seed = 42;
        Random random = new Random(seed);
        byte[] sent = new byte[200_000];
        random.nextBytes(sent);
        Thread.ofVirtual().start(() -> feed(sent, new Random(seed + 1)));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        ByteBuffer target = ByteBuffer.allocate(700);
        while (received.size() < sent.length) {
            if (random.nextInt(4) == 0) {
                input.watch(() -> {});
            }
            read(target.clear().limit(1 + random.nextInt(700)), received);
        }
        assertArrayEquals(sent, received.toByteArray(), "seed " + seed);
        assertEquals(sent.length, input.bytesUsed());
    }

    private void read(ByteBuffer target, ByteArrayOutputStream received) throws IOException {
        int read = input.read(target);
        assertTrue(read > 0, "the end came early");
        received.write(target.array(), 0, read);
    }

    /// In packets that fit the smallest read.
    private void feed(byte[] octets, Random random) {
        int from = 0;
        while (from < octets.length) {
            int to = Math.min(octets.length, from + 1);
            transport.feed(new String(octets, from, to - from, StandardCharsets.ISO_8859_1));
            from = to;
            if (random.nextInt(64) == 0) {
                Thread.yield();
            }
        }
        transport.feedEnd();
    }
}
