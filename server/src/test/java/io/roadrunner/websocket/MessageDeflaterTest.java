package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageDeflaterTest {
    private static final byte[] HELLO = "Hello".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HELLOS = "Hello Hello Hello!".getBytes(StandardCharsets.US_ASCII);

    /// As the examples of RFC 7692: what is short is compressed too.
    private static final WebSocketCompression ALL =
            WebSocketCompression.builder().threshold(0).level(6).build();

    private final DeflatePool pool = new DeflatePool(6, 2);

    @Test
    @DisplayName("RFC 7692 §7.2.3.1: a message compressed using one DEFLATE block")
    void oneBlock() {
        MessageDeflater deflater = deflater(true, 15);
        assertArrayEquals(TestMessages.hex("f2 48 cd c9 c9 07 00"), deflated(deflater, HELLO));
        deflater.close();
    }

    @Test
    @DisplayName("RFC 7692 §7.2.3.2: sharing the LZ77 sliding window")
    void sharedWindow() {
        MessageDeflater deflater = deflater(true, 15);
        deflated(deflater, HELLO);
        assertArrayEquals(TestMessages.hex("f2 00 11 00 00"), deflated(deflater, HELLO));
        deflater.close();
        MessageDeflater alone = deflater(false, 15);
        assertArrayEquals(deflated(alone, HELLOS), deflated(alone, HELLOS));
    }

    @Test
    @DisplayName("RFC 7692 §7.2.3.6: an empty message needs no compression")
    void anEmptyMessageIsSentAsItIs() {
        for (boolean takeover : new boolean[] {true, false}) {
            MessageDeflater deflater = deflater(takeover, 15);
            assertNull(TestMessages.deflated(deflater, new byte[0]));
            assertArrayEquals(HELLOS, strict(15).message(deflated(deflater, HELLOS)));
            assertNull(TestMessages.deflated(deflater, new byte[0]));
            deflater.close();
        }
    }

    @Test
    void whatIsBelowTheThresholdIsSentAsItIs() {
        WebSocketCompression options = WebSocketCompression.standard();
        MessageDeflater deflater =
                new MessageDeflater(pool, TestMessages.sending(false, 15), options);
        assertNull(TestMessages.deflated(deflater, new byte[255]));
        assertNotNull(TestMessages.deflated(deflater, new byte[256]));
        assertNotNull(TestMessages.deflated(deflater, new byte[257]));
    }

    @Test
    void whatDoesNotGetSmallerIsSentAsItIsUnlessLaterMessagesMayReferToIt() {
        byte[] noise = new byte[10_000];
        new Random(7692).nextBytes(noise);
        assertNull(TestMessages.deflated(deflater(false, 15), noise));
        MessageDeflater keeping = deflater(true, 15);
        StrictInflate peer = strict(15);
        assertArrayEquals(noise, peer.message(deflated(keeping, noise)));
        byte[] again = deflated(keeping, noise);
        assertTrue(again.length < 200, "length " + again.length);
        assertArrayEquals(noise, peer.message(again));
        keeping.close();
    }

    @Test
    @DisplayName("RFC 7692 §7.1.2.1: nothing refers back beyond the agreed window")
    void everyWindowIsKept() {
        for (int bits = 8; bits <= 15; bits++) {
            for (boolean takeover : new boolean[] {true, false}) {
                checkWindow(bits, takeover);
            }
        }
    }

    private void checkWindow(int bits, boolean takeover) {
        MessageDeflater deflater = deflater(takeover, bits);
        StrictInflate peer = strict(bits);
        Random random = new Random(bits);
        int window = 1 << bits;
        // Each length twice: what repeats lies one message back, at every distance near the window.
        int[] lengths = {
            window,
            window,
            window - 1,
            window - 1,
            window + 1,
            window + 1,
            1,
            1,
            3 * window,
            300_000
        };
        for (int length : lengths) {
            byte[] message = TestMessages.json(random, length);
            byte[] payload = TestMessages.deflated(deflater, message);
            if (payload == null) {
                continue;
            }
            assertArrayEquals(message, peer.message(payload), bits + " bits, " + length);
            if (!takeover) {
                peer.reset();
            }
        }
        assertTrue(peer.farthest() > window / 2, "the test says nothing: " + peer.farthest());
        deflater.close();
    }

    @Test
    void aWindowThatIsNotKeptIsNoticed() {
        MessageDeflater deflater = deflater(true, 15);
        byte[] message = TestMessages.json(new Random(15), 40_000);
        byte[] payload = deflated(deflater, message);
        assertThrows(IllegalArgumentException.class, () -> strict(14).message(payload));
        deflater.close();
    }

    @Test
    void aLargeMessageIsCompressedInFullWhateverTheRoom() {
        byte[] message = new byte[1024 * 1024];
        Random random = new Random(16);
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (random.nextInt() & random.nextInt());
        }
        byte[] payload = deflated(deflater(false, 15), message);
        assertTrue(payload.length < message.length);
        assertArrayEquals(message, strict(15).message(payload));
    }

    @Test
    void withoutTakeoverNothingIsKeptBetweenMessages() {
        DeflatePool one = new DeflatePool(1, 1);
        DeflateAgreement agreement = TestMessages.sending(false, 15);
        MessageDeflater first = new MessageDeflater(one, agreement, ALL);
        MessageDeflater second = new MessageDeflater(one, agreement, ALL);
        for (int i = 0; i < 3; i++) {
            deflated(first, HELLOS);
            assertEquals(1, one.idleDeflaters());
            deflated(second, HELLOS);
            assertEquals(1, one.idleDeflaters());
        }
        first.close();
        assertEquals(1, one.idleDeflaters());
    }

    @Test
    void itIsOverOnceItIsClosed() {
        for (boolean takeover : new boolean[] {true, false}) {
            MessageDeflater deflater = deflater(takeover, 15);
            deflated(deflater, HELLOS);
            deflater.close();
            deflater.close();
            assertThrows(IllegalStateException.class, () -> deflated(deflater, HELLOS));
        }
        deflater(true, 15).close();
    }

    private MessageDeflater deflater(boolean takeover, int bits) {
        return new MessageDeflater(pool, TestMessages.sending(takeover, bits), ALL);
    }

    private static StrictInflate strict(int bits) {
        return new StrictInflate(bits);
    }

    private static byte[] deflated(MessageDeflater deflater, byte[] message) {
        byte[] payload = TestMessages.deflated(deflater, message);
        assertNotNull(payload);
        return payload;
    }
}
