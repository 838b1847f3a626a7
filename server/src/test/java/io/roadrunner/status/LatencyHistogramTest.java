package io.roadrunner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static final long LONGEST = (1L << 40) - 1;

    private final LatencyHistogram histogram = new LatencyHistogram();

    private Latencies take() {
        Latencies taken = histogram.take();
        assertNotNull(taken);
        return taken;
    }

    private Latencies of(long... durations) {
        Arrays.stream(durations).forEach(histogram::record);
        return take();
    }

    @Test
    void nothingIsKnownOfNothing() {
        assertNull(histogram.take());
    }

    @Test
    void whatWasTakenIsGone() {
        assertEquals(new Latencies(2, 3, 9, 9, 9), of(3, 9));
        assertNull(histogram.take());
        assertEquals(new Latencies(1, 5, 5, 5, 5), of(5));
    }

    @Test
    void shortDurationsAreExact() {
        for (long duration = 0; duration < 64; duration++) {
            assertEquals(new Latencies(2, duration, 64, 64, 64), of(duration, 64));
        }
    }

    @Test
    void aPercentileIsTheLeastThatSoManyDoNotExceed() {
        for (int i = 1; i <= 100; i++) {
            histogram.record(i <= 50 ? 10 : i <= 90 ? 20 : i <= 99 ? 30 : 40);
        }
        assertEquals(new Latencies(100, 10, 20, 30, 40), take());
        for (int i = 1; i <= 101; i++) {
            histogram.record(i <= 50 ? 10 : i <= 90 ? 20 : i <= 99 ? 30 : 40);
        }
        assertEquals(new Latencies(101, 20, 30, 40, 40), take());
    }

    @Test
    void theBoundsOfBucketsAreNotExceededByMoreThanOneOf32() {
        for (int exponent = 6; exponent < 40; exponent++) {
            for (long step = 0; step < 32; step++) {
                long lowest = (32 + step) << (exponent - 5);
                for (long duration : List.of(lowest - 1, lowest, lowest + 1)) {
                    long said = of(duration, LONGEST).p50();
                    assertTrue(
                            said >= duration && said <= duration + duration / 32,
                            duration + " became " + said);
                }
            }
        }
    }

    @Test
    void theLongestIsExactHoweverLong() {
        assertEquals(new Latencies(1, 0, 0, 0, 0), of(-7));
        assertEquals(LONGEST, of(LONGEST).max());
        assertEquals(LONGEST + 1, of(LONGEST + 1).max());
        assertEquals(Long.MAX_VALUE, of(Long.MAX_VALUE, 1, 1, 1).max());
        assertEquals(1_000_003, of(1_000_003, 17).max());
    }

    @Test
    void randomDurationsAreWithinTheBound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            long[] durations = new long[1 + random.nextInt(500)];
            Arrays.setAll(durations, _ -> random.nextLong(1L << (1 + random.nextInt(39))));
            Latencies said = of(durations);
            Arrays.sort(durations);
            String what = "seed " + seed + ", round " + round;
            assertEquals(durations.length, said.count(), what);
            assertEquals(durations[durations.length - 1], said.max(), what);
            assertNear(durations[Math.ceilDiv(durations.length * 50, 100) - 1], said.p50(), what);
            assertNear(durations[Math.ceilDiv(durations.length * 90, 100) - 1], said.p90(), what);
            assertNear(durations[Math.ceilDiv(durations.length * 99, 100) - 1], said.p99(), what);
        }
    }

    private static void assertNear(long expected, long said, String what) {
        assertTrue(said >= expected && said <= expected + expected / 32, what);
    }

    /// Threads that record while another takes: each duration is taken once.
    @Test
    void nothingIsLostOrTakenTwiceWhileOthersRecord() throws InterruptedException {
        int threads = 4;
        int each = 200_000;
        CountDownLatch ended = new CountDownLatch(threads);
        List<Thread> recording = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int mine = i;
            recording.add(Thread.ofPlatform().start(() -> record(mine, each, ended)));
        }
        long count = 0;
        long max = 0;
        while (ended.getCount() > 0) {
            @Nullable Latencies taken = histogram.take();
            count += taken == null ? 0 : taken.count();
            max = taken == null ? max : Math.max(max, taken.max());
        }
        for (Thread thread : recording) {
            thread.join();
        }
        @Nullable Latencies last = histogram.take();
        count += last == null ? 0 : last.count();
        max = last == null ? max : Math.max(max, last.max());
        assertEquals((long) threads * each, count);
        assertTrue(max >= 3_199_999 - 3_199_999 / 32 && max <= 3_199_999 + 3_199_999 / 32);
    }

    private void record(int mine, int times, CountDownLatch ended) {
        for (int i = 0; i < times; i++) {
            histogram.record(mine * 800_000L + i * 4L + 3);
        }
        ended.countDown();
    }
}
