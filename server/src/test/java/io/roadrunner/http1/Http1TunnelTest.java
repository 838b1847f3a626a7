package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.exchange.Outcome;
import io.roadrunner.exchange.TunneledProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Drains that meet a connection in the moment of a switch.
class Http1TunnelTest {
    private final FakeClock clock = new FakeClock();
    private final Http1Connection connection =
            new Http1Connection(TestProtocol.hello(clock), new FakeTransport());
    private final Http1Tunnel tunnel =
            new Http1Tunnel(
                    connection, connection.channel(), new Outcome.HandOver("/", "test", _ -> true));
    private final Told told = new Told();

    /// What a protocol in the tunnel hears.
    private static final class Told implements TunneledProtocol {
        private final List<Drain> drains = new ArrayList<>();

        @Override
        public void drain(Drain drain) {
            drains.add(drain);
        }

        @Override
        public void bidFarewell() {}

        @Override
        public long deadlineNanos() {
            return Deadline.NONE;
        }

        @Override
        public void check(long nowNanos) {}

        @Override
        public void interrupt() {}
    }

    private Drain drain() {
        return new Drain(Deadline.in(Duration.ofSeconds(30), clock), Drain.Stage.CLOSING);
    }

    @Test
    void aNoticeToTheConnectionThatIsJustBeingLeftIsPassedOn() {
        Drain notice = drain();
        connection.notifyDrain(notice);
        tunnel.attend(told);
        assertEquals(List.of(notice), told.drains);
    }

    @Test
    void aNoticeBeforeAnybodyAttendsIsPassedOn() {
        Drain notice = drain();
        tunnel.notifyDrain(notice);
        tunnel.attend(told);
        assertEquals(List.of(notice), told.drains);
    }

    @Test
    void aDrainBeforeAnybodyAttendsIsPassedOn() {
        Drain drain = drain();
        tunnel.drain(drain);
        tunnel.attend(told);
        assertEquals(List.of(drain), told.drains);
    }
}
