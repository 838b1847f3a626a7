package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The program `wrk` loads the server for ten seconds while its routes are reloaded all the time:
/// no request fails, and each new table holds at once.
class WrkTest {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final int FEWEST_RELOADS = 50;

    /// The server ends a connection after 1000 requests.
    private static final int PROBES_OF_A_CONNECTION = 900;

    private static Routes answering(String text) {
        return Routes.builder().get("/hello", _ -> Responses.text(200, text)).build();
    }

    @Test
    void routesAreReloadedUnderLoadWithoutAFailure() {
        try (TestServer server = TestServer.start(answering("old"));
                ChildProcess wrk = load(server)) {
            int reloads = 0;
            while (wrk.isAlive()) {
                reloads += reloadAndProbe(server, wrk);
            }
            assertEquals(0, wrk.awaitExit(Duration.ofSeconds(5)), wrk::stderr);
            assertTrue(reloads >= FEWEST_RELOADS, "only " + reloads + " reloads");
            assertEquals(reloads + 1L, server.listener().info().routesGeneration());
            hasNoFailure(wrk.stdout());
            server.awaitIdle();
        }
    }

    private static ChildProcess load(TestServer server) {
        String program = Programs.need("wrk").toString();
        return ChildProcess.start(
                program, "-d", "10s", "-c", "64", "-t", "1", server.url("/hello"));
    }

    /// Reloads alternating tables and asks after each reload.
    ///
    /// @return how many reloads there were
    private static int reloadAndProbe(TestServer server, ChildProcess wrk) {
        Routes[] tables = {answering("old"), answering("new")};
        String[] texts = {"old", "new"};
        int reloads = 0;
        try (Wire probe = server.connect()) {
            while (reloads < PROBES_OF_A_CONNECTION && wrk.isAlive()) {
                reloads++;
                int next = reloads % 2;
                server.listener().reloadRoutes(tables[next]);
                probe.send(RequestText.get("/hello"));
                probe.readResponse().expectStatus(200).expectBody(texts[next]);
            }
        }
        return reloads;
    }

    private static void hasNoFailure(String report) {
        Matcher requests = REQUESTS.matcher(report);
        assertTrue(requests.find(), report);
        assertTrue(Long.parseLong(requests.group(1)) > 1000, report);
        assertFalse(report.contains("Socket errors"), report);
        assertFalse(report.contains("Non-2xx"), report);
    }
}
