package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// `max_connection_age` and its grace: connections that grow old go, gently first.
class ConnectionAgeTest {
    private static final Duration AGE = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Gate gate = new Gate();

    private ObservedListener aging(Duration age, Duration grace) {
        Routes routes = Routes.builder().get("/", _ -> hello()).get("/wait", _ -> late()).build();
        return ObservedListener.with(options ->
                options.routes(routes).maxConnectionAge(age).maxConnectionAgeGrace(grace));
    }

    private static Response hello() {
        return Responses.text(200, "hello");
    }

    private Response late() throws InterruptedException {
        gate.pass();
        return Responses.text(200, "late");
    }

    private static void assertTooOld(ObservedListener server) {
        ConnectionClosed closed = server.awaitEvents(ConnectionClosed.class, 1).getFirst();
        assertEquals("too old", closed.cause());
        assertTrue(
                closed.duration().compareTo(AGE.multipliedBy(8).dividedBy(10)) > 0,
                () -> "not before its time: " + closed.duration());
        server.awaitNothingLeft();
    }

    @Test
    void anIdleConnectionThatIsTooOldIsClosed() {
        try (ObservedListener server = aging(AGE, LONG);
                Wire wire = server.connectIdle("/")) {
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            assertTooOld(server);
        }
    }

    @Test
    void aRequestOfAnOldConnectionIsAnsweredAndItsAnswerSaysClose() {
        try (ObservedListener server = aging(AGE, LONG);
                Wire other = server.connectIdle("/");
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            other.expectClosed();
            // Opened after the end of the first one and as old at its own end: by then the request
            // has been told.
            try (Wire third = server.connectIdle("/")) {
                third.expectClosed();
            }
            gate.open();
            wire.readResponse()
                    .expectStatus(200)
                    .expectHeader("connection", "close")
                    .expectBody("late");
            wire.expectClosed();
        }
    }

    @Test
    void whatStillRunsAfterTheGraceIsCut() {
        try (ObservedListener server = aging(AGE, Duration.ofMillis(100));
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            gate.awaitReached();
            assertThrows(WireException.class, wire::readHead);
            assertTooOld(server);
        }
    }

    @Test
    void aYoungConnectionIsLeftAlone() {
        try (ObservedListener server = aging(LONG, LONG);
                Wire wire = server.connectIdle("/")) {
            wire.expectNothingFor(AGE);
            wire.send(get("/")).readResponse().expectStatus(200).expectNoHeader("connection");
        }
    }
}
