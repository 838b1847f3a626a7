package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {
    private static final int MOST = 3;

    private final Parts parts = new Parts();
    private final ConnectionEnvironment environment = parts.connections();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ConnectionRegistry registry = new ConnectionRegistry(MOST);

    @AfterEach
    void closeChannels() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        parts.close();
    }

    private ConnectionTask task() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        return new ConnectionTask(environment, channel, 0);
    }

    @Test
    void theLastSlotIsGivenAndOneMoreIsNot() throws IOException {
        List<ConnectionTask> tasks = List.of(task(), task(), task());
        for (ConnectionTask task : tasks) {
            assertTrue(registry.acquire(task));
        }
        assertFalse(registry.acquire(task()));
        assertEquals(MOST, registry.taken());
        assertEquals(MOST, registry.liveCount(), "who was refused does not live");
        assertEquals(1, registry.rejected());
        registry.release(tasks.getFirst());
        assertTrue(registry.acquire(task()));
    }

    @Test
    void theCountIsNeverBelowNone() {
        registry.releaseSlots(5);
        assertEquals(0, registry.taken());
    }

    @Test
    void whoWaitsIsWokenByTheLastRelease() throws Exception {
        for (int round = 0; round < 2000; round++) {
            ConnectionTask task = new ConnectionTask(environment, channel(), 0);
            registry.acquire(task);
            long seen = registry.signals();
            Thread releasing = Thread.ofVirtual().start(() -> registry.release(task));
            assertTrue(registry.awaitEmpty(TimeUnit.SECONDS.toNanos(5), seen), "round " + round);
            releasing.join();
        }
    }

    private SocketChannel channel() throws IOException {
        if (channels.isEmpty()) {
            channels.add(SocketChannel.open());
        }
        return channels.getFirst();
    }

    @Test
    void whoWaitsLongEnoughIsToldThatSomeAreLeft() throws Exception {
        registry.acquire(task());
        assertFalse(registry.awaitEmpty(1, 0));
        assertFalse(registry.awaitEmpty(0, 0));
        assertFalse(registry.awaitEmpty(-1, 0));
    }

    @Test
    void manyThreadsStayWithinTheSlotsAndGiveAllOfThemBack() throws Exception {
        SocketChannel channel = channel();
        AtomicInteger holding = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int threads = 6;
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int n = 0; n < 20_000; n++) {
                            visit(channel, holding, most);
                        }
                        done.countDown();
                    });
        }
        while (done.getCount() > 0) {
            int taken = registry.taken();
            assertTrue(taken >= 0 && taken <= MOST, () -> "taken: " + taken);
        }
        assertEquals(0, registry.taken());
        assertEquals(0, registry.liveCount());
        assertTrue(most.get() <= MOST, () -> most + " at once");
    }

    private void visit(SocketChannel channel, AtomicInteger holding, AtomicInteger most) {
        ConnectionTask task = new ConnectionTask(environment, channel, 0);
        if (registry.acquire(task)) {
            most.accumulateAndGet(holding.incrementAndGet(), Math::max);
            Thread.yield();
            holding.decrementAndGet();
            registry.release(task);
        }
    }
}
