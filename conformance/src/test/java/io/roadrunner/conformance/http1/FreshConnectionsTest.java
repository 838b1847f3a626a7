package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A thousand connections that keep every processor busy leave those that come their turn.
class FreshConnectionsTest {
    private static final int BUSY = 1000;
    private static final int SECONDS = 5;
    private static final long WORK_NANOS = 100_000L;

    /// One has to wait until each of the busy ones has had its turn, a tenth of a second.
    private static final int FEWEST_SERVED = 10;

    private static Response work() {
        long end = System.nanoTime() + WORK_NANOS;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return Responses.text(200, "done");
    }

    @Test
    void freshConnectionsAreServedBesideBusyOnes() {
        Routes routes = Routes.builder().get("/work", _ -> work()).build();
        try (TestServer server = TestServer.start(routes);
                ChildProcess wrk = load(server)) {
            int served = 0;
            while (wrk.isAlive()) {
                try (Wire wire = server.connect()) {
                    wire.send(RequestText.get("/work")).readResponse().expectStatus(200);
                }
                served++;
            }
            assertEquals(0, wrk.awaitExit(Duration.ofSeconds(5)), wrk::stderr);
            assertTrue(served >= FEWEST_SERVED, "only " + served + " were served");
            server.awaitIdle();
        }
    }

    private static ChildProcess load(TestServer server) {
        return ChildProcess.start(
                Programs.need("wrk").toString(),
                "-t1",
                "-c" + BUSY,
                "-d" + SECONDS + "s",
                server.url("/work"));
    }
}
