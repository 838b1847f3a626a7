package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIGTERM and SIGINT, from the signal to the exit code.
final class ShutdownTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final int FAILED = 1;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void anIdleServerEndsAtOnce(String signal) {
        try (ChildProcess program = Program.start("demo")) {
            try (Wire idle = Wire.connect(Program.port(program))) {
                idle.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n")
                        .readResponse()
                        .expectStatus(200);

                program.signal(signal);

                assertEquals(0, program.awaitExit(TWO_SECONDS));
                idle.expectClosed();
            }
            assertTrue(program.stdout().contains("drained in "), program.stdout());
        }
    }

    @Test
    void aRequestInFlightIsAnsweredAndTheConnectionCloses() {
        try (ChildProcess program = Program.start("demo");
                Wire wire = Wire.connect(Program.port(program))) {
            int port = Program.port(program);
            wire.send("GET /slow/1500 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(port);

            program.signal("TERM");

            program.awaitOutput("draining: ");
            wire.readResponse()
                    .expectStatus(200)
                    .expectHeader("connection", "close")
                    .expectBody("waited 1500 ms");
            // As a client does that was told so; the server waits for it for a while.
            wire.endOutput();
            assertEquals(0, program.awaitExit(TWO_SECONDS));
        }
    }

    @Test
    void aSubscriberGetsALastEvent() {
        try (ChildProcess program = Program.start("demo");
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET /events HTTP/1.1\r\nhost: a\r\n\r\n").readHead();
            wire.expectChunk("event: welcome\ndata: 1\n\n");

            program.signal("TERM");

            String last = new String(wire.readChunk(), StandardCharsets.UTF_8);
            assertTrue(last.startsWith("event: drain\ndata: "), last);
            wire.expectChunk("");
            assertEquals(0, wire.readTrailers().size());
            assertEquals(0, program.awaitExit(TWO_SECONDS));
        }
    }

    @Test
    void aStragglerIsCutAtTheTimeoutAndNamed() {
        try (ChildProcess program = Program.start("demo", "--drain-timeout=300ms");
                Wire wire = Wire.connect(Program.port(program))) {
            int port = Program.port(program);
            wire.send("GET /slow/30000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(port);

            program.signal("TERM");

            assertEquals(FAILED, program.awaitExit(Duration.ofSeconds(4)));
            assertTrue(program.stdout().contains("1 request"), program.stdout());
            assertTrue(program.stdout().contains("/slow/:ms for "), program.stdout());
            assertTrue(program.stdout().contains("demo.Pause"), program.stdout());
        }
    }

    @Test
    void aSecondSignalStopsAtOnce() {
        try (ChildProcess program = Program.start("demo", "--drain-timeout=1m");
                Wire wire = Wire.connect(Program.port(program))) {
            int port = Program.port(program);
            wire.send("GET /slow/30000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(port);
            program.signal("TERM");
            program.awaitOutput("draining: ");

            program.signal("TERM");

            assertEquals(FAILED, program.awaitExit(TWO_SECONDS));
            assertTrue(program.stderr().contains("second signal"), program.stderr());
            assertFalse(program.stdout().contains("drained"), program.stdout());
        }
    }

    @Test
    void duringTheDelayTheServerStillAcceptsAndAsksToGoElsewhere() {
        try (ChildProcess program = Program.start("demo", "--set=drain.delay=1s")) {
            int port = Program.port(program);

            program.signal("TERM");

            program.awaitOutput("draining: ");
            try (Wire late = Wire.connect(port)) {
                late.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n")
                        .readResponse()
                        .expectStatus(200)
                        .expectHeader("connection", "close");
            }
            assertEquals(0, program.awaitExit(Duration.ofSeconds(4)));
        }
    }

    /// What was sent before has arrived when a later request is answered, and is served then: a
    /// drain serves every request whose first bytes have arrived.
    private static void awaitInFlight(int port) {
        try (Wire probe = Wire.connect(port)) {
            probe.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
        }
    }
}
