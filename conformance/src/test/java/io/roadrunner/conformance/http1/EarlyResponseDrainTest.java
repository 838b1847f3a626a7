package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.EarlyResponseDrain;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An answer that does not wait for the content of its request: what is still read after it, and
/// when the connection ends though the peer goes on.
class EarlyResponseDrainTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private static TestServer start(long bytes, Duration time) {
        return TestServer.start(o ->
                o.routes(Routes.handler(_ -> Responses.text(200, "early")))
                        .bodyBuffering(BodyBuffering.MANUAL)
                        .earlyResponseDrain(new EarlyResponseDrain(bytes, time)));
    }

    private static String head(int length) {
        return "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: " + length + "\r\n\r\n";
    }

    @Test
    @Rfc("9112 §9.3")
    void contentWithinTheBoundIsReadAndTheConnectionGoesOn() {
        try (TestServer server = start(1000, LONG);
                Wire wire = server.connect()) {
            wire.send(head(1000) + "x".repeat(10));
            wire.readResponse().expectStatus(200).expectNoHeader("connection").expectBody("early");
            wire.send("x".repeat(990) + RequestText.get("/"));
            wire.readResponse().expectStatus(200).expectBody("early");
        }
    }

    @Test
    @Rfc("9112 §9.6")
    void contentPastTheBoundEndsTheConnectionWhenThatMuchHasBeenReadAndNotBefore() {
        try (TestServer server = start(1000, LONG);
                Wire wire = server.connect()) {
            wire.send(head(1_000_000));
            wire.readResponse().expectStatus(200).expectHeader("connection", "close");
            wire.send("x".repeat(1000)).expectClosed();
            assertEquals(1, server.listener().info().activeClients(), "it still reads");
            wire.send("x");
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9112 §9.6")
    void whoSendsNothingMoreIsNotWaitedForLongerThanTheTime() {
        try (TestServer server = start(1000, Duration.ofMillis(50));
                Wire wire = server.connect()) {
            wire.send(head(1_000_000));
            wire.readResponse().expectStatus(200).expectHeader("connection", "close");
            server.awaitIdle();
        }
    }

    @Test
    void withoutABudgetOfBytesTheConnectionEndsAtOnce() {
        try (TestServer server = start(0, LONG);
                Wire wire = server.connect()) {
            wire.send(head(1_000_000));
            wire.readResponse().expectStatus(200).expectHeader("connection", "close");
            server.awaitIdle();
        }
    }

    @Test
    void withoutABudgetOfTimeTheConnectionEndsAtOnce() {
        try (TestServer server = start(1000, Duration.ZERO);
                Wire wire = server.connect()) {
            wire.send(head(1_000_000));
            wire.readResponse().expectStatus(200).expectHeader("connection", "close");
            server.awaitIdle();
        }
    }
}
