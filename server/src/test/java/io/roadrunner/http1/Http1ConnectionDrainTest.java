package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Drains that meet a connection at the worst moments.
class Http1ConnectionDrainTest {
    private static final int ROUNDS = 5000;

    private final FakeClock clock = new FakeClock();
    private final FakeTransport transport = new FakeTransport();
    private final Connection connection = TestProtocol.hello(clock).connect(transport);

    private Drain drain(Drain.Stage stage) {
        return new Drain(Deadline.in(Duration.ofSeconds(30), clock), stage);
    }

    private void assertAnsweredOnce() {
        String written = transport.written();
        assertTrue(written.startsWith("HTTP/1.1 200 OK\r\n"), written);
        assertTrue(written.contains("\r\nconnection: close\r\n"), written);
        assertEquals(written.indexOf("HTTP/1.1"), written.lastIndexOf("HTTP/1.1"));
    }

    @Test
    void aHeadWhoseFirstHalfHasJustBeenReadIsNotCut() {
        transport.feed("GET / HTTP/1.1\r\nHo");
        transport.beforeReturn(() -> {
            connection.drain(drain(Drain.Stage.CLOSING));
            assertFalse(transport.isInputEnded(), "half a head is here");
            transport.feed("st: x\r\n\r\n").feedEnd();
        });
        assertEquals(new Next.Close(CloseCause.DRAINED), connection.serve());
        assertAnsweredOnce();
    }

    @Test
    void aHeadThatHasJustBeenReadIsAnswered() {
        transport.feed("GET / HTTP/1.1\r\nHost: x\r\n\r\n").feedEnd();
        transport.beforeReturn(() -> connection.drain(drain(Drain.Stage.CLOSING)));
        assertEquals(new Next.Close(CloseCause.DRAINED), connection.serve());
        assertAnsweredOnce();
    }

    @Test
    void aDrainBeforeTheFirstReadClosesSilently() {
        connection.drain(drain(Drain.Stage.CLOSING));
        assertEquals(new Next.Close(CloseCause.DRAINED), connection.serve());
        assertEquals("", transport.written());
    }

    @Test
    void bytesThatArrivedBeforeTheDrainAreAnswered() {
        transport.feed("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        connection.drain(drain(Drain.Stage.CLOSING));
        transport.feedEnd();
        assertEquals(new Next.Close(CloseCause.DRAINED), connection.serve());
        assertAnsweredOnce();
    }

    @Test
    void aLaxerDrainThatComesLateDoesNotTakeTheStricterBack() {
        connection.drain(drain(Drain.Stage.CLOSING));
        connection.drain(drain(Drain.Stage.LAME_DUCK));
        assertEquals(new Next.Close(CloseCause.DRAINED), connection.serve());
    }

    @Test
    void aLameDuckWaitsForRequests() {
        connection.drain(drain(Drain.Stage.LAME_DUCK));
        transport.feed("GET / HTTP/1.1\r\nHost: x\r\n\r\n").feedEnd();
        connection.serve();
        assertAnsweredOnce();
    }

    @Test
    void anIdleReaderIsWoken() throws InterruptedException {
        Thread serving = Thread.ofVirtual().start(connection::serve);
        while (serving.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        connection.drain(drain(Drain.Stage.CLOSING));
        serving.join();
        assertEquals("", transport.written());
    }

    /// The first packet is there before the drain, the second one comes after it; the reader is
    /// anywhere.
    @Test
    void aRequestInTwoPacketsSurvivesADrainAtAnyMoment() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            FakeTransport packets = new FakeTransport();
            Connection racing = TestProtocol.hello(clock).connect(packets);
            Thread serving = Thread.ofVirtual().start(racing::serve);
            spin(round);
            packets.feed("GET / HTTP/1.1\r\nHo");
            spin(round / 7);
            racing.drain(drain(Drain.Stage.CLOSING));
            racing.check(clock.nanoTime());
            packets.feed("st: x\r\n\r\n").feedEnd();
            serving.join();
            assertTrue(packets.written().startsWith("HTTP/1.1 200 OK"), "round " + round);
        }
    }

    @Test
    void anIdleConnectionEndsWhereverItsReaderIs() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            FakeTransport packets = new FakeTransport();
            Connection racing = TestProtocol.hello(clock).connect(packets);
            Thread serving = Thread.ofVirtual().start(racing::serve);
            spin(round);
            racing.drain(drain(Drain.Stage.CLOSING));
            while (serving.isAlive()) {
                racing.check(clock.nanoTime());
            }
            serving.join();
            assertEquals("", packets.written(), "round " + round);
        }
    }

    private static void spin(int round) {
        for (int i = round % 500; i > 0; i--) {
            Thread.onSpinWait();
        }
    }
}
