package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageInflaterTest {
    private static final byte[] HELLO = "Hello".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ONE_BLOCK = TestMessages.hex("f2 48 cd c9 c9 07 00");
    private static final byte[] REFERRING = TestMessages.hex("f2 00 11 00 00");
    private static final byte[] FINAL = TestMessages.hex("f3 48 cd c9 c9 07 00");
    private static final int MIB = 1024 * 1024;

    private final DeflatePool pool = new DeflatePool(1, 2);
    private final MessageInflater keeping = inflater(true, 200);
    private final MessageInflater alone = inflater(false, 200);

    @AfterEach
    void close() {
        keeping.close();
        alone.close();
    }

    @ParameterizedTest
    @DisplayName("RFC 7692 §7.2.3: the examples")
    @CsvSource({
        "7.2.3.1 one block, f2 48 cd c9 c9 07 00",
        "7.2.3.3 no compression, 00 05 00 fa ff 48 65 6c 6c 6f 00",
        "7.2.3.4 BFINAL, f3 48 cd c9 c9 07 00 00",
        "7.2.3.5 two blocks, f2 48 05 00 00 00 ff ff ca c9 c9 07 00",
    })
    void readsTheExamples(String name, String payload) throws WebSocketException {
        byte[] octets = TestMessages.hex(payload);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(HELLO, TestMessages.inflated(alone, octets), name);
            assertArrayEquals(HELLO, TestMessages.inflated(keeping, octets), name);
        }
        for (int split = 0; split <= octets.length; split++) {
            assertArrayEquals(HELLO, inTwo(alone, octets, split), name + " split at " + split);
            assertArrayEquals(HELLO, inTwo(keeping, octets, split), name + " split at " + split);
        }
    }

    @Test
    @DisplayName("RFC 7692 §7.2.3.2: sharing the LZ77 sliding window")
    void theWindowStaysOnlyIfThatWasAgreed() throws WebSocketException {
        TestMessages.inflated(keeping, ONE_BLOCK);
        assertArrayEquals(HELLO, TestMessages.inflated(keeping, REFERRING));
        assertArrayEquals(HELLO, TestMessages.inflated(keeping, REFERRING));
        TestMessages.inflated(alone, ONE_BLOCK);
        assertCode(1007, alone, REFERRING);
    }

    @Test
    @DisplayName("RFC 7692 §7.2.3.6: empty messages")
    void readsEmptyMessages() throws WebSocketException {
        for (MessageInflater inflater : new MessageInflater[] {alone, keeping}) {
            for (String empty : new String[] {"00", "02 00", "03 00", "03 00 00", ""}) {
                assertArrayEquals(
                        new byte[0],
                        TestMessages.inflated(inflater, TestMessages.hex(empty)),
                        empty);
                assertArrayEquals(HELLO, TestMessages.inflated(inflater, ONE_BLOCK), empty);
            }
        }
        TestMessages.inflated(keeping, TestMessages.hex("00"));
        assertArrayEquals(HELLO, TestMessages.inflated(keeping, REFERRING));
    }

    @Test
    @DisplayName("RFC 7692 §7.2.3.4: what follows a final block starts anew, in the same message")
    void dataFollowsAFinalBlock() throws WebSocketException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            octets.writeBytes(FINAL);
            expected.writeBytes(HELLO);
        }
        for (MessageInflater inflater : new MessageInflater[] {alone, keeping}) {
            assertArrayEquals(
                    expected.toByteArray(),
                    TestMessages.inflated(inflater, octets.toByteArray()),
                    "the last octet is left out");
            assertArrayEquals(HELLO, TestMessages.inflated(inflater, ONE_BLOCK));
        }
        octets.writeBytes(ONE_BLOCK);
        expected.writeBytes(HELLO);
        assertArrayEquals(
                expected.toByteArray(), TestMessages.inflated(alone, octets.toByteArray()));
        assertArrayEquals(
                expected.toByteArray(), TestMessages.inflated(keeping, octets.toByteArray()));
        assertArrayEquals(HELLO, TestMessages.inflated(keeping, REFERRING));
    }

    @Test
    void aFinalBlockEndsTheWindow() throws WebSocketException {
        TestMessages.inflated(keeping, ONE_BLOCK);
        TestMessages.inflated(keeping, FINAL);
        assertCode(1007, keeping, REFERRING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07", // block type 3
                "f2 48 cd c9 c9 07 07", // block type 3 behind a good block
                "00 05 00 fa fe 48 65 6c 6c 6f 00", // NLEN is not LEN
                "04 ff ff ff ff", // too many lengths of codes
                "f2 00 11 00 00", // a reference to nothing
                "4b 04 71 00", // a distance before the start
                "00 00 00 ff ff 00 00 00 ff ff f7", // several blocks, the last one malformed
                "f3 48 cd c9 c9 07 00 07", // malformed behind a final block
            })
    void malformedDataIs1007(String payload) {
        assertCode(1007, inflater(false, 200), TestMessages.hex(payload));
        assertCode(1007, inflater(true, 200), TestMessages.hex(payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f2", // within the first code
                "f2 48 cd c9", // before the end of the block
                "f2 48 cd c9 c9 07", // before the block that the end is part of
                "00 05 00 fa ff", // before stored octets
                "00 05 00 fa ff 48 65 6c 6c", // within stored octets
                "00 05 00", // within a length
                "04", // within the codes
                "f2 48 cd c9 c9 07 00 00 00 ff ff", // the last 4 octets were not removed
                "00 00 00 ff ff", // as above
                "f3 48 cd c9 c9 07 00 00 00", // too many octets behind a final block
            })
    void aMessageThatEndsWithinABlockIs1007(String payload) {
        assertCode(1007, inflater(false, 200), TestMessages.hex(payload));
    }

    @Test
    void everyTruncatedMessageIs1007() {
        byte[] message = TestMessages.json(new Random(1), 3000);
        for (int level : new int[] {0, 1, 9}) {
            byte[] payload = TestMessages.raw(level, Deflater.SYNC_FLUSH, message);
            // One octet of a stored block is a whole message: an empty one.
            for (int cut = 2; cut < payload.length; cut++) {
                assertCode(1007, alone(), Arrays.copyOf(payload, cut));
            }
        }
    }

    @Test
    void aGibibyteOfZerosIsRefusedByItsRatioWithNothingHeld() {
        byte[] bomb = TestMessages.bomb();
        MessageInflater inflater = inflater(false, 200);
        long[] taken = new long[1];
        WebSocketException refusal =
                assertThrows(
                        WebSocketException.class,
                        () ->
                                inflater.inflate(
                                        bomb,
                                        0,
                                        bomb.length,
                                        (_, from, to) -> taken[0] += to - from));
        assertEquals(1009, refusal.code());
        assertTrue(taken[0] <= WebSocketCompression.RATIO_FLOOR, "taken " + taken[0]);
        inflater.close();
    }

    @Test
    void aBombInSmallPiecesIsRefusedToo() {
        byte[] bomb = TestMessages.bomb();
        MessageInflater inflater = inflater(false, 200);
        long[] taken = new long[1];
        WebSocketException refusal =
                assertThrows(
                        WebSocketException.class,
                        () -> {
                            for (int i = 0; i < bomb.length; i++) {
                                inflater.inflate(
                                        bomb, i, i + 1, (_, from, to) -> taken[0] += to - from);
                            }
                        });
        assertEquals(1009, refusal.code());
        assertTrue(taken[0] <= WebSocketCompression.RATIO_FLOOR, "taken " + taken[0]);
        inflater.close();
    }

    @Test
    void whatTheSinkRefusesIsDecodedNoFurtherThanOneStep() {
        byte[] bomb = TestMessages.bomb();
        MessageInflater inflater = inflater(false, 1032);
        int cap = 16 * MIB;
        long[] taken = new long[1];
        WebSocketException refusal =
                assertThrows(
                        WebSocketException.class,
                        () ->
                                inflater.inflate(
                                        bomb,
                                        0,
                                        bomb.length,
                                        (_, from, to) -> {
                                            taken[0] += to - from;
                                            if (taken[0] > cap) {
                                                throw new WebSocketException(1009, "too large");
                                            }
                                        }));
        assertEquals("too large", refusal.reason());
        assertTrue(taken[0] <= cap + 4096, "taken " + taken[0]);
        inflater.close();
    }

    @Test
    void theRatioActsOnePastItsBoundAndOnlyAboveTheFloor() throws WebSocketException {
        byte[] floor = new byte[WebSocketCompression.RATIO_FLOOR];
        assertArrayEquals(
                floor,
                TestMessages.inflated(
                        inflater(false, 1), TestMessages.raw(9, Deflater.SYNC_FLUSH, floor)));
        byte[] more = new byte[floor.length + 1];
        assertCode(1009, inflater(false, 1), TestMessages.raw(9, Deflater.SYNC_FLUSH, more));
        byte[] zeros = new byte[2 * MIB];
        byte[] payload = TestMessages.raw(9, Deflater.SYNC_FLUSH, zeros);
        int ratio = zeros.length / payload.length;
        assertEquals(
                zeros.length, TestMessages.inflated(inflater(false, ratio + 1), payload).length);
        assertCode(1009, inflater(false, ratio - 1), payload);
    }

    @Test
    void theRatioIsThatOfOneMessage() throws WebSocketException {
        byte[] payload =
                TestMessages.raw(
                        9, Deflater.SYNC_FLUSH, new byte[WebSocketCompression.RATIO_FLOOR]);
        MessageInflater inflater = inflater(true, 1);
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    WebSocketCompression.RATIO_FLOOR,
                    TestMessages.inflated(inflater, payload).length);
        }
        inflater.close();
    }

    @Test
    void withoutTakeoverNothingIsKeptBetweenMessages() throws WebSocketException {
        DeflatePool one = new DeflatePool(1, 1);
        WebSocketCompression options = WebSocketCompression.standard();
        MessageInflater first = new MessageInflater(one, TestMessages.receiving(false), options);
        MessageInflater second = new MessageInflater(one, TestMessages.receiving(false), options);
        for (int i = 0; i < 3; i++) {
            first.inflate(ONE_BLOCK, 0, 3, (_, _, _) -> {});
            assertEquals(0, one.idleInflaters());
            assertArrayEquals(HELLO, TestMessages.inflated(second, ONE_BLOCK));
            assertEquals(1, one.idleInflaters());
            first.inflate(ONE_BLOCK, 3, ONE_BLOCK.length, (_, _, _) -> {});
            first.endMessage((_, _, _) -> {});
            assertEquals(1, one.idleInflaters());
        }
        first.inflate(ONE_BLOCK, 0, 3, (_, _, _) -> {});
        first.close();
        assertEquals(0, one.idleInflaters(), "what is half used does not come back");
        second.close();
    }

    @Test
    void aFailureOfOneSessionDoesNotReachAnother() throws WebSocketException {
        DeflatePool one = new DeflatePool(1, 1);
        for (int i = 0; i < 100; i++) {
            WebSocketCompression options = WebSocketCompression.standard();
            MessageInflater bad = new MessageInflater(one, TestMessages.receiving(false), options);
            assertThrows(WebSocketException.class, () -> TestMessages.inflated(bad, REFERRING));
            bad.close();
            MessageInflater good = new MessageInflater(one, TestMessages.receiving(false), options);
            assertArrayEquals(HELLO, TestMessages.inflated(good, ONE_BLOCK));
            good.close();
        }
    }

    @Test
    void itIsOverOnceItIsClosed() throws WebSocketException {
        for (MessageInflater inflater : new MessageInflater[] {alone, keeping}) {
            TestMessages.inflated(inflater, ONE_BLOCK);
            inflater.close();
            inflater.close();
            assertThrows(
                    IllegalStateException.class, () -> TestMessages.inflated(inflater, ONE_BLOCK));
        }
    }

    private MessageInflater alone() {
        return inflater(false, 200);
    }

    private MessageInflater inflater(boolean takeover, int maxRatio) {
        return new MessageInflater(
                pool,
                TestMessages.receiving(takeover),
                WebSocketCompression.builder().maxInflateRatio(maxRatio).build());
    }

    private static void assertCode(int code, MessageInflater inflater, byte[] payload) {
        WebSocketException refusal =
                assertThrows(
                        WebSocketException.class,
                        () -> TestMessages.inflated(inflater, payload),
                        () -> HexFormat.of().formatHex(payload));
        assertEquals(code, refusal.code());
        inflater.close();
    }

    private static byte[] inTwo(MessageInflater inflater, byte[] octets, int split)
            throws WebSocketException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        PayloadInflater.Sink sink = (piece, from, to) -> message.write(piece, from, to - from);
        inflater.inflate(octets, 0, split, sink);
        inflater.inflate(octets, split, octets.length, sink);
        inflater.endMessage(sink);
        return message.toByteArray();
    }
}
