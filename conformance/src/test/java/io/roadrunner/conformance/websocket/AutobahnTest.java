package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All cases of the Autobahn test suite, strict: RFC 6455 as somebody else reads it. A failure
/// names the cases; their pages stay in `target`.
///
/// Nearly all the time goes into 9.*, messages up to 16 MiB that the client makes and compares, so
/// that two clients share them.
class AutobahnTest {
    private static final Path REPORTS = Path.of("target", "autobahn-reports");

    /// About half of the time each.
    private static final List<String> ONE_HALF = List.of("9.2.*", "9.5.*", "9.6.*");

    private static final List<String> OTHER_HALF =
            List.of(
                    "1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*", "9.1.*", "9.3.*",
                    "9.4.*", "9.7.*", "9.8.*");

    @Test
    void everyCasePasses() throws IOException {
        Autobahn autobahn = new Autobahn(REPORTS);
        try (WebSocketServer server = WebSocketServer.start(WebSocketServer.large());
                Autobahn.Run one = autobahn.start("one", server.url(), ONE_HALF);
                Autobahn.Run other = autobahn.start("other", server.url(), OTHER_HALF)) {
            AutobahnReport report = one.await().and(other.await());
            assertEquals("", String.join("\n", report.bad()));
            assertEquals(Autobahn.CASES, report.cases());
            server.server().awaitIdle();
        }
    }
}
