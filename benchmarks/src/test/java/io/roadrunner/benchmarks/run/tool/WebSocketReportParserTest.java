package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What our generator of WebSocket messages prints.
final class WebSocketReportParserTest {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    @Test
    void messagesOfTheWarmUpCountForTheServerOnly() throws IOException {
        String output = Outputs.of("websocket.txt");

        LoadReport report = WebSocketReportParser.parse(output, WINDOW).orElseThrow();

        assertEquals(12_345, report.requests());
        assertEquals(15_555, report.served());
        assertEquals(6172.5, report.perSecond());
        assertEquals(new Latency(812, 2210, 4807), report.latency());
    }

    @Test
    void brokenConnectionsAreFailures() {
        String output =
                "messages/s 1  p50 1 us  p99 1 us  p99.9 1 us  max 1 us\n"
                        + "measured 2  with warm-up 2  errors 3; the first: not an echo";

        LoadReport report = WebSocketReportParser.parse(output, WINDOW).orElseThrow();

        assertEquals(3, report.failures());
    }

    @Test
    void anythingElseIsNoReport() {
        assertTrue(WebSocketReportParser.parse("no upgrade: HTTP/1.1 501", WINDOW).isEmpty());
    }
}
