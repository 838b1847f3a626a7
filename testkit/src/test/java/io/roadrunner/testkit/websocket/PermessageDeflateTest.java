package io.roadrunner.testkit.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.testkit.MalformedResponseException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compression against the examples of RFC 7692 §7.2.3, and against itself.
class PermessageDeflateTest {
    @Test
    void theExamplesOfTheRfcAreInflated() {
        try (PermessageDeflate both = new PermessageDeflate(true, true)) {
            assertEquals("Hello", inflated(both, "f248cdc9c90700"));
            assertEquals("Hello", inflated(both, "f200110000"));
            assertEquals("Hello", inflated(both, "000500faff48656c6c6f00"));
            assertEquals("Hello", inflated(both, "f348cdc9c9070000"));
            assertEquals("Hello", inflated(both, "f248050000 00ffffcac9c90700".replace(" ", "")));
            assertEquals("", inflated(both, "00"));
        }
    }

    @Test
    void theExamplesOfTheRfcAreDeflated() {
        try (PermessageDeflate both = PermessageDeflate.agreed("permessage-deflate")) {
            assertDeflated("f248cdc9c90700", both);
            assertDeflated("f200110000", both);
            assertArrayEquals(new byte[1], both.deflate(new byte[0]));
        }
    }

    @Test
    void withoutTakeoverEachMessageStandsAlone() {
        String agreed =
                "permessage-deflate; client_no_context_takeover; server_no_context_takeover";
        try (PermessageDeflate both = PermessageDeflate.agreed(agreed)) {
            assertDeflated("f248cdc9c90700", both);
            assertDeflated("f248cdc9c90700", both);
            assertEquals("Hello", inflated(both, "f248cdc9c90700"));
            assertThrows(
                    MalformedResponseException.class,
                    () -> both.inflate(HexFormat.of().parseHex("f200110000")));
        }
    }

    @Test
    void largeMessagesOfAnyKindComeBack() {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        try (PermessageDeflate one = new PermessageDeflate(true, true);
                PermessageDeflate other = new PermessageDeflate(false, false)) {
            for (byte[] message : new byte[][] {noise, new byte[1 << 20], new byte[0], {1}}) {
                assertArrayEquals(message, one.inflate(one.deflate(message)).bytes());
                assertArrayEquals(message, other.inflate(other.deflate(message)).bytes());
            }
        }
    }

    private static String inflated(PermessageDeflate both, String hex) {
        return both.inflate(HexFormat.of().parseHex(hex)).text();
    }

    private static void assertDeflated(String hex, PermessageDeflate both) {
        OutgoingFrame frame = both.deflate(Frames.text("Hello"));
        assertEquals(hex, HexFormat.of().formatHex(frame.payload()));
        assertEquals(0xc1, frame.bytes()[0] & 0xff);
    }
}
