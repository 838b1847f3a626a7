package io.roadrunner.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Token buckets at their bounds, among many threads and among invented keys.
class TokenBucketsTest {
    private static final long INTERVAL = 1000;

    @Test
    void theBurstIsABoundAndTokensComeBackOneByOne() {
        TokenBuckets buckets = new TokenBuckets(INTERVAL, 3, 64);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, buckets.take("a", 5));
        }
        assertEquals(INTERVAL, buckets.take("a", 5));
        assertEquals(1, buckets.take("a", 5 + INTERVAL - 1));
        assertEquals(0, buckets.take("a", 5 + INTERVAL));
        assertEquals(INTERVAL, buckets.take("a", 5 + INTERVAL));
        assertEquals(0, buckets.take("b", 5), "another key");
    }

    @Test
    void aLongPauseFillsTheBucketAndNotMore() {
        TokenBuckets buckets = new TokenBuckets(INTERVAL, 3, 64);
        buckets.take("a", 0);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, buckets.take("a", 1_000_000));
        }
        assertTrue(buckets.take("a", 1_000_000) > 0);
    }

    @Test
    void manyThreadsGetExactlyTheBurst() throws InterruptedException {
        TokenBuckets buckets = new TokenBuckets(INTERVAL, 1000, 64);
        AtomicInteger admitted = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    go.await();
                                } catch (InterruptedException e) {
                                    return;
                                }
                                for (int n = 0; n < 500; n++) {
                                    if (buckets.take("a", 7) == 0) {
                                        admitted.incrementAndGet();
                                    }
                                }
                            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1000, admitted.get());
    }

    @Test
    void inventedKeysEvictNobodyAndGainNothing() {
        TokenBuckets buckets = new TokenBuckets(INTERVAL, 2, 640);
        buckets.take("victim", 0);
        buckets.take("victim", 0);
        int admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            admitted += buckets.take(new ClientKey(i, -1), 1) == 0 ? 1 : 0;
        }
        assertTrue(buckets.size() <= 640, "size " + buckets.size());
        assertTrue(admitted <= 640 + 64 * 2, "admitted " + admitted);
        assertNotEquals(0, buckets.take("victim", 1), "its bucket is still empty");
    }

    @Test
    void bucketsThatAreFullAgainMakeRoom() {
        TokenBuckets buckets = new TokenBuckets(INTERVAL, 2, 6400);
        for (int i = 0; i < 20_000; i++) {
            buckets.take(new ClientKey(i, -1), 0);
        }
        int admitted = 0;
        for (int i = 0; i < 500; i++) {
            admitted += buckets.take(new ClientKey(-i, -1), 10 * INTERVAL) == 0 ? 1 : 0;
        }
        assertEquals(500, admitted);
        assertTrue(buckets.size() <= 6400, "size " + buckets.size());
    }

    @Test
    void admitsNeverMoreThanBurstAndRateInAnyWindow() {
        long seed = 429;
        Random random = new Random(seed);
        TokenBuckets buckets = new TokenBuckets(INTERVAL, 5, 64);
        Deque<Long> admitted = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(random.nextInt(10) == 0 ? 3000 : 400);
            long wait = buckets.take("a", now);
            if (wait == 0) {
                admitted.add(now);
            }
            while (!admitted.isEmpty() && admitted.getFirst() <= now - 10 * INTERVAL) {
                admitted.removeFirst();
            }
            assertTrue(admitted.size() <= 15, "seed " + seed + " at " + now);
        }
    }

    @Test
    void aClientIsAnAddressOrASlash64() throws Exception {
        assertEquals(key("2001:db8::1"), key("2001:db8::ffff:0:0:1"));
        assertNotEquals(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assertNotEquals(key("192.0.2.1"), key("192.0.2.2"));
        assertEquals(key("192.0.2.1"), key("::ffff:192.0.2.1"));
        assertNotEquals(key("0.0.0.0"), key("::"));
        assertNotEquals(key("255.255.255.255"), key("::"));
    }

    private static ClientKey key(String address) throws Exception {
        return ClientKey.of(InetAddress.getByName(address));
    }
}
