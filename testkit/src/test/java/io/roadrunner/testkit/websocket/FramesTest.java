package io.roadrunner.testkit.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.continuation;
import static io.roadrunner.testkit.websocket.Frames.frame;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.raw;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The octets of what a client sends, those of RFC 6455 §5.7 among them.
class FramesTest {
    @Test
    void theExamplesOfTheRfcAreSentAsItSays() {
        assertOctets("81 05 48656c6c6f", text("Hello").unmasked());
        assertOctets("81 85 37fa213d 7f9f4d5158", text("Hello"));
        assertOctets("01 03 48656c", text("Hel").notFinal().unmasked());
        assertOctets("80 02 6c6f", continuation("lo").unmasked());
        assertOctets("89 05 48656c6c6f", ping("Hello").unmasked());
        assertOctets("8a 85 37fa213d 7f9f4d5158", pong("Hello"));
        assertOctets("82 7e 0100", binary(new byte[256]).unmasked(), 4);
        assertOctets("82 7f 0000000000010000", binary(new byte[65_536]).unmasked(), 10);
    }

    @Test
    void lengthsAreSentInTheShortestForm() {
        assertOctets("82 7d", binary(new byte[125]).unmasked(), 2);
        assertOctets("82 7e 007e", binary(new byte[126]).unmasked(), 4);
        assertOctets("82 7e ffff", binary(new byte[65_535]).unmasked(), 4);
    }

    @Test
    void whatIsWrongIsSentToo() {
        assertOctets("f1 80 00000000", text("").rsv1().rsv2().rsv3().maskedWith(0));
        assertOctets("83 01 78", frame(3, new byte[] {'x'}).unmasked());
        assertOctets("81 7e 0001 78", text("x").length16().unmasked());
        assertOctets("81 7f 0000000000000001 78", text("x").length64().unmasked());
        assertOctets("81 05 78", text("x").announcing(5).unmasked());
        assertOctets("81 7f 8000000000000000 78", text("x").announcing(Long.MIN_VALUE).unmasked());
        assertOctets("81 85", text("Hello").cut(2));
        assertOctets("ff 00", raw(new byte[] {-1, 0}));
    }

    @Test
    void aCloseHasACodeAndAReason() {
        assertOctets("88 00", close().unmasked());
        assertOctets("88 02 03e8", close(1000).unmasked());
        assertOctets("88 05 0fa0 627965", close(4000, "bye").unmasked());
        assertOctets("88 03 03e8 ff", close(1000, new byte[] {-1}).unmasked());
        assertOctets("88 01 03", close(new byte[] {3}).unmasked());
    }

    @Test
    void aMessageIsCutIntoFragments() {
        Outgoing[] fragments = text("Hello").rsv1().unmasked().fragments(2);
        assertEquals(3, fragments.length);
        assertOctets("41 02 4865", fragments[0]);
        assertOctets("00 02 6c6c", fragments[1]);
        assertOctets("80 01 6f", fragments[2]);
        assertOctets("c1 00", text("").rsv1().unmasked().fragments(1)[0]);
    }

    private static void assertOctets(String hex, Outgoing frame) {
        assertOctets(hex, frame, frame.bytes().length);
    }

    private static void assertOctets(String hex, Outgoing frame, int count) {
        byte[] expected = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertArrayEquals(expected, frame.cut(count).bytes(), frame::toString);
    }
}
