package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.exchange.IdleSignal;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ListenerEvent.SlotsReconciled;
import io.roadrunner.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The cross-check of a listener's counters at work, with its real reaper.
class SlotReconciliationTest {
    private final SystemClock clock = new SystemClock();
    private final Reaper reaper = new Reaper(clock);
    private final Telemetry telemetry = new Telemetry();
    private final LinkedBlockingQueue<SlotsReconciled> reconciled = new LinkedBlockingQueue<>();
    private final ListenerCore core =
            new ListenerCore(
                    "test",
                    Parts.builder().slotReconciliation(Duration.ofMillis(1)).build(),
                    new ListenerEnvironment(
                            clock, reaper, telemetry, new RequestIds(), new IdleSignal()),
                    () -> {});

    SlotReconciliationTest() throws InvalidTlsException {
        telemetry.attach(event -> reconciled.add((SlotsReconciled) event), SlotsReconciled.class);
    }

    @AfterEach
    void stop() {
        core.stop();
        reaper.close();
    }

    private Socket connect() throws IOException {
        if (!(core.localAddress() instanceof InetSocketAddress tcp)) {
            throw new AssertionError(core.localAddress());
        }
        return new Socket(tcp.getAddress(), tcp.getPort());
    }

    /// Lets so many rounds of the reaper go by; that of the listener comes first in each.
    private void awaitTicks(int count) throws InterruptedException {
        CountDownLatch ticks = new CountDownLatch(count);
        Reaper.Chore chore = _ -> ticks.countDown();
        reaper.add(chore);
        assertTrue(ticks.await(10, TimeUnit.SECONDS));
        reaper.remove(chore);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitActive(int count) throws InterruptedException {
        for (int i = 0; i < 50 && core.activeClients() != count; i++) {
            awaitTicks(1);
        }
        assertEquals(count, core.activeClients());
    }

    @Test
    void aSlotThatNobodyHoldsIsReleasedAndReported() throws Exception {
        core.start();
        try (Socket _ = connect()) {
            awaitActive(1);
            // A slot that is taken and that no live connection holds.
            core.registry().releaseSlots(-1);
            SlotsReconciled released = reconciled.poll(5, TimeUnit.SECONDS);
            assertTrue(released != null, "released");
            assertEquals(1, released.released());
            assertEquals(2, released.counterWas());
            assertEquals(1, core.activeClients());
        }
    }

    @Test
    void aConnectionWhoseEndIsStillBeingReportedKeepsItsSlot() throws Exception {
        CountDownLatch reporting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        core.start();
        telemetry.attach(
                _ -> {
                    reporting.countDown();
                    awaitQuietly(goOn);
                },
                ConnectionClosed.class);
        try (Socket _ = connect()) {
            connect().close();
            assertTrue(reporting.await(5, TimeUnit.SECONDS));
            awaitTicks(4);
            goOn.countDown();
            awaitActive(1);
            awaitTicks(3);
            assertEquals(1, core.activeClients(), "the other connection has its slot");
            assertEquals(0, reconciled.size());
        }
    }

    @Test
    void busyConnectionsAreNeverTakenForOrphans() throws Exception {
        core.start();
        CountDownLatch ticks = new CountDownLatch(8);
        Reaper.Chore chore = _ -> ticks.countDown();
        reaper.add(chore);
        try (Socket _ = connect()) {
            while (ticks.getCount() > 0) {
                assertTrue(Parts.serves(core.localAddress()));
            }
            reaper.remove(chore);
            awaitActive(1);
            assertEquals(0, reconciled.size());
        }
    }
}
