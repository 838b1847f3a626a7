package io.roadrunner.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.rpc.GoldenFrames.Golden;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames byte for byte, in both directions, and what is none.
class GoridgeFrameTest {
    private static final int MAX = 1 << 20;

    @ParameterizedTest
    @MethodSource("io.roadrunner.rpc.GoldenFrames#all")
    void aGoldenFrameIsWrittenByteForByte(Golden golden) {
        ByteBuffer bytes = GoridgeFrameEncoder.encode(golden.frame());
        assertEquals(ByteBuffer.wrap(golden.bytes()), bytes);
    }

    @ParameterizedTest
    @MethodSource("io.roadrunner.rpc.GoldenFrames#all")
    void aGoldenFrameIsRead(Golden golden) throws BadFrameException {
        ByteBuffer input = ByteBuffer.wrap(golden.bytes());
        assertEquals(golden.frame(), new GoridgeFrameDecoder(MAX).decode(input));
        assertFalse(input.hasRemaining());
    }

    @ParameterizedTest
    @MethodSource("io.roadrunner.rpc.GoldenFrames#all")
    void aGoldenFrameIsReadInTwoPiecesWhereverItIsCut(Golden golden) throws BadFrameException {
        byte[] bytes = golden.bytes();
        for (int cut = 0; cut < bytes.length; cut++) {
            GoridgeFrameDecoder decoder = new GoridgeFrameDecoder(MAX);
            assertNull(decoder.decode(ByteBuffer.wrap(bytes, 0, cut)));
            assertEquals(cut == 0, decoder.isBetweenFrames());
            ByteBuffer rest = ByteBuffer.wrap(bytes, cut, bytes.length - cut);
            assertEquals(golden.frame(), decoder.decode(rest), "cut at " + cut);
            assertTrue(decoder.isBetweenFrames());
        }
    }

    @Test
    void framesFollowOneAnother() throws BadFrameException {
        List<Golden> golden = GoldenFrames.all().toList();
        String hex = String.join("", golden.stream().map(Golden::hex).toList());
        ByteBuffer input = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        GoridgeFrameDecoder decoder = new GoridgeFrameDecoder(MAX);
        for (Golden next : golden) {
            assertEquals(next.frame(), decoder.decode(input));
        }
        assertNull(decoder.decode(input));
    }

    @Test
    void theReservedByteDoesNotMatter() throws BadFrameException {
        byte[] bytes = HexFormat.of().parseHex("13000000000096d1803404ff");
        GoridgeFrame frame = new GoridgeFrameDecoder(MAX).decode(ByteBuffer.wrap(bytes));
        assertEquals(GoldenFrames.frame(0, 4, List.of(), ""), frame);
    }

    @ParameterizedTest
    @CsvSource({
        "0x05, 'a frame of version 0, not 1'",
        "0x25, 'a frame of version 2, not 1'",
        "0xf5, 'a frame of version 15, not 1'",
        "0x47, 'a frame of version 4, not 1'",
        "0x10, 'a header of 0 words, not 3 to 13'",
        "0x12, 'a header of 2 words, not 3 to 13'",
        "0x1e, 'a header of 14 words, not 3 to 13'",
        "0x1f, 'a header of 15 words, not 3 to 13'"
    })
    void aBadFirstByteIsToldAtOnce(String first, String message) {
        ByteBuffer input = ByteBuffer.wrap(new byte[] {Integer.decode(first).byteValue()});
        BadFrameException problem = bad(MAX, input);
        assertEquals(message, problem.getMessage());
        assertNull(problem.sequence());
    }

    @Test
    void everyFlippedBitOfTheCheckedBytesIsFound() {
        byte[] whole = GoldenFrames.calls().findFirst().orElseThrow().bytes();
        for (int bit = 8; bit < 10 * 8; bit++) {
            byte[] bytes = whole.clone();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            BadFrameException problem = bad(MAX, ByteBuffer.wrap(bytes, 0, 12));
            assertEquals("a header whose checksum is wrong", problem.getMessage());
            assertNull(problem.sequence());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 8192, 8193, 20_000})
    void aPayloadOfTheLargestSizeIsReadAndOneByteMoreIsRefused(int size) throws BadFrameException {
        String payload = String.join("", Collections.nCopies(size, "x"));
        GoridgeFrame frame = GoldenFrames.frame(0x08, 0, List.of(9, 0), payload);
        ByteBuffer bytes = GoridgeFrameEncoder.encode(frame);
        assertEquals(frame, new GoridgeFrameDecoder(size).decode(bytes.duplicate()));
        if (size > 0) {
            BadFrameException problem = bad(size - 1, bytes);
            assertEquals(
                    "a payload of %d bytes, more than %d".formatted(size, size - 1),
                    problem.getMessage());
            assertEquals(9, problem.sequence());
        }
    }

    @Test
    void anOversizedPayloadIsRefusedBeforeItComes() {
        byte[] header = HexFormat.of().parseHex("1508ffffffffa959120c0000070000000b000000");
        BadFrameException problem = bad(MAX, ByteBuffer.wrap(header));
        assertEquals("a payload of 4294967295 bytes, more than 1048576", problem.getMessage());
        assertEquals(7, problem.sequence());
    }

    @Test
    void anOversizedPayloadWithOtherOptionsBelongsToNoCall() {
        GoridgeFrame frame = GoldenFrames.frame(0x08, 0, List.of(7), "x");
        assertNull(bad(0, GoridgeFrameEncoder.encode(frame)).sequence());
    }

    /// A gigabyte for each of a thousand decoders is there only if it is not taken.
    @Test
    void whatIsAnnouncedTakesNoMemory() throws BadFrameException {
        byte[] header = HexFormat.of().parseHex("150800000040da3875a400000700000000000000");
        GoridgeFrameDecoder[] decoders = new GoridgeFrameDecoder[1000];
        for (int i = 0; i < decoders.length; i++) {
            decoders[i] = new GoridgeFrameDecoder(Integer.MAX_VALUE);
            assertNull(decoders[i].decode(ByteBuffer.wrap(header)));
            assertNull(decoders[i].decode(ByteBuffer.wrap(new byte[] {0, 1, 2})));
        }
        assertFalse(decoders[0].isBetweenFrames());
    }

    @Test
    void randomBytesAreAFrameOrABadOneOrTooFew() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = 0x15;
            }
            try {
                new GoridgeFrameDecoder(MAX).decode(ByteBuffer.wrap(bytes));
            } catch (BadFrameException e) {
                assertNotNull(e.getMessage(), () -> "seed " + seed);
            }
        }
    }

    @Test
    void elevenOptionsAreTooMany() {
        List<Integer> options = Collections.nCopies(11, 0);
        assertThrows(IllegalArgumentException.class, () -> GoldenFrames.frame(0, 0, options, ""));
    }

    private static BadFrameException bad(int maxPayload, ByteBuffer input) {
        GoridgeFrameDecoder decoder = new GoridgeFrameDecoder(maxPayload);
        return assertThrows(BadFrameException.class, () -> decoder.decode(input));
    }
}
