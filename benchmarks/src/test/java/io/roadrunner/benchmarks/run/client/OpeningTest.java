package io.roadrunner.benchmarks.run.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Measure.Idle;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When the one request of an idle connection has been answered.
final class OpeningTest {
    private static final String SETTINGS = "000000040000000000";
    private static final String HEADERS = "000001010400000001" + "88";
    private static final String DATA = "000002000100000001" + "6869";

    @Test
    void anAnswerOfHttp1IsThereWithItsContent() {
        String head = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n";

        assertFalse(isAnswered(Idle.HTTP1, head));
        assertTrue(isAnswered(Idle.HTTP1, head + "hi"));
    }

    @Test
    void aWebSocketIsOpenWithTheEmptyLine() {
        String head = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n";

        assertFalse(isAnswered(Idle.WEBSOCKET, head));
        assertTrue(isAnswered(Idle.WEBSOCKET, head + "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        SETTINGS + ", false",
        SETTINGS + HEADERS + ", false",
        SETTINGS + HEADERS + DATA + ", true",
        SETTINGS + "000001010500000001" + "88" + ", true",
        SETTINGS + HEADERS + "00000200010000000168, false",
        SETTINGS + HEADERS + "0000, false",
    })
    void anAnswerOfHttp2EndsWithItsStream(String hex, boolean answered) {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertEquals(answered, Opening.isAnswered(Idle.HTTP2, octets, octets.length));
    }

    @Test
    void settingsAreAcknowledgedOnHttp2Only() {
        assertEquals(0, Opening.afterAnswer(Idle.HTTP1).length);
        assertEquals(
                "000000040100000000", HexFormat.of().formatHex(Opening.afterAnswer(Idle.HTTP2)));
    }

    private static boolean isAnswered(Idle kind, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return Opening.isAnswered(kind, octets, octets.length);
    }
}
