package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.Tunnel;
import io.roadrunner.exchange.TunneledProtocol;
import io.roadrunner.http.DrainNotice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who waits for whom at the output of a session: senders, the writer, and the reaper.
class SessionOutputTest {
    private static final int ROOM = 1 << 30;

    private final Wire wire = new Wire();

    private SessionOutput compressing(DeflateAgreement agreement) {
        MessageDeflater deflater =
                new MessageDeflater(
                        new DeflatePool(1, 2), agreement, WebSocketCompression.standard());
        return new SessionOutput(wire, new CallingClock(), ROOM, deflater, () -> {});
    }

    @Test
    void theReaperDoesNotWaitForASender() throws Exception {
        CallingClock clock = new CallingClock();
        SessionOutput output = new SessionOutput(wire, clock, ROOM, null, () -> {});
        // The clock is asked while the lock is held.
        clock.call = output::release;
        assertEquals(Sent.QUEUED, output.message(Opcode.TEXT, new byte[10], Patience.HELD));
        assertTrue(clock.returned, "release() waited for the lock");
        clock.call = null;
        output.release();
        output.awaitFlushed();
        assertEquals(12, wire.octets().length);
    }

    @Test
    void whatSeveralThreadsSendArrivesWholeWhetherItIsCompressedInOrderOrNot() throws Exception {
        for (boolean takeover : new boolean[] {true, false}) {
            wire.clear();
            SessionOutput output = compressing(TestMessages.sending(takeover, 12));
            sendAll(output);
            output.awaitFlushed();
            TreeSet<String> expected = new TreeSet<>();
            for (int i = 0; i < 200; i++) {
                expected.add(text(i));
            }
            List<String> received = texts(wire.octets(), takeover);
            assertEquals(200, received.size());
            assertEquals(expected, new TreeSet<>(received));
            output.end();
            output.free();
        }
    }

    @Test
    void whoNeverWaitsDoesNotWaitForAWriteEither() throws Exception {
        SessionOutput output = compressing(TestMessages.sending(false, 15));
        byte[] noise = new byte[100_000];
        new Random(6455).nextBytes(noise);
        CountDownLatch reads = new CountDownLatch(1);
        wire.reads = reads;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Sent> held =
                    threads.submit(() -> output.message(Opcode.BINARY, noise, Patience.HELD));
            assertTrue(wire.writes.await(30, TimeUnit.SECONDS));
            Future<Sent> never =
                    threads.submit(() -> output.message(Opcode.BINARY, noise, Patience.NEVER));
            try {
                assertEquals(Sent.QUEUED, never.get(10, TimeUnit.SECONDS));
            } finally {
                reads.countDown();
            }
            assertEquals(Sent.QUEUED, held.get(30, TimeUnit.SECONDS));
        }
        output.awaitFlushed();
        assertEquals(2 * (noise.length + 10), wire.octets().length);
        output.end();
        output.free();
    }

    @Test
    void nothingIsTakenBehindTheCloseFrame() throws Exception {
        SessionOutput output = compressing(TestMessages.sending(false, 15));
        output.close(CloseCode.NORMAL, "", false);
        output.awaitFlushed();
        output.end();
        output.free();
        for (Patience patience : Patience.values()) {
            assertEquals(Sent.ENDED, output.message(Opcode.TEXT, new byte[1000], patience));
        }
        assertEquals(4, wire.octets().length);
    }

    private static void sendAll(SessionOutput output) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Sent>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] message = text(i).getBytes(StandardCharsets.UTF_8);
                all.add(threads.submit(() -> output.message(Opcode.TEXT, message, Patience.WAITS)));
            }
            for (Future<Sent> one : all) {
                assertEquals(Sent.QUEUED, one.get(30, TimeUnit.SECONDS));
            }
        }
    }

    private static String text(int index) {
        byte[] json = TestMessages.json(new Random(index), 50 + index * 40);
        return index + new String(json, StandardCharsets.ISO_8859_1);
    }

    /// What the frames of a server carry: unmasked, never fragmented.
    private static List<String> texts(byte[] octets, boolean takeover) {
        StrictInflate inflate = new StrictInflate(12);
        List<String> texts = new ArrayList<>();
        ByteBuffer frames = ByteBuffer.wrap(octets);
        while (frames.hasRemaining()) {
            int first = frames.get() & 0xff;
            int length = frames.get();
            byte[] payload = new byte[length == 126 ? frames.getShort() & 0xffff : length];
            frames.get(payload);
            boolean compressed = first == 0xc1;
            assertTrue(compressed || first == 0x81, "frame " + first);
            byte[] message = compressed ? inflate.message(payload) : payload;
            texts.add(new String(message, StandardCharsets.UTF_8));
            if (!takeover) {
                inflate.reset();
            }
        }
        return texts;
    }

    /// Has something called by another thread whenever it is asked, and waits for it.
    private static final class CallingClock implements Clock {
        private @Nullable Runnable call;
        private boolean returned;

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long coarseNanoTime() {
            if (call != null) {
                Thread other = Thread.ofPlatform().start(call);
                try {
                    returned = other.join(Duration.ofSeconds(10));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    /// Keeps what is written, once it may.
    private static final class Wire implements Tunnel {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch writes = new CountDownLatch(1);
        private volatile CountDownLatch reads = new CountDownLatch(0);

        synchronized byte[] octets() {
            return written.toByteArray();
        }

        synchronized void clear() {
            written.reset();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return -1;
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            writes.countDown();
            try {
                reads.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            byte[] octets = new byte[source.remaining()];
            source.get(octets);
            synchronized (this) {
                written.writeBytes(octets);
            }
        }

        @Override
        public void onDrain(Consumer<DrainNotice> action) {}

        @Override
        public void attend(TunneledProtocol protocol) {}

        @Override
        public boolean hasUnread() {
            return false;
        }

        @Override
        public void endOutput() {}

        @Override
        public void cut(CloseCause cause) {}
    }
}
