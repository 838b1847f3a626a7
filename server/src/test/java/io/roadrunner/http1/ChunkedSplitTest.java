package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a chunked body is cut into pieces and however small the output is, the outcome is the
/// same.
class ChunkedSplitTest {
    private static final Http1Limits SMALL = new Http1Limits(9, 12, 30, 3, 12, 16);
    private static final String VALID =
            "3;a=\"b\"\r\nabc\r\na ;c\r\n0123456789\r\n00\r\nX: y\r\n\r\nGET";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\nrest",
                VALID,
                "1\r\na\r\n0\r\nA: b\r\nB:\r\n\r\nrest",
                "3\r\nabcd\r\n",
                "3\r\nabc\n",
                "3\n",
                "g\r\n",
                "3;a=\"b\nc\"\r\n",
                "3;aaaaaaaaaa\r\nabc\r\n0\r\n\r\n",
                "3;aaaaaaaaaaa\r\nabc\r\n0\r\n\r\n",
                "1;aaaaaaaa\r\nx\r\n1;aaaaaaaa\r\nx\r\n",
                "0\r\nA: 345678901\r\n\r\n",
                "0\r\nA: 3456789012\r\n\r\n",
                "0\r\nA:\r\nB:\r\nC:\r\nD:\r\n\r\n",
                "0\r\nA: 34567890\r\nA: 34567890\r\nB: 45\r\n\r\n",
                "0\r\nHost: a\r\n\r\n",
                "0\r\nA : b\r\n\r\n",
                "10000000000000000\r\n"
            })
    void doesNotDependOnTheSplit(String text) {
        byte[] octets = HeadOutcome.octets(text);
        ChunkedOutcome whole = ChunkedOutcome.of(SMALL, text);
        for (int cut = 0; cut <= octets.length; cut++) {
            assertEquals(whole, ChunkedOutcome.of(SMALL, octets, 1 << 20, cut), "cut at " + cut);
            assertEquals(whole, ChunkedOutcome.of(SMALL, octets, 1 + cut), "room for " + (1 + cut));
        }
        int[] everywhere = IntStream.range(0, octets.length).toArray();
        assertEquals(whole, ChunkedOutcome.of(SMALL, octets, 1, everywhere), "byte by byte");
    }

    @Test
    void doesNotDependOnTheSplitOfMutatedBodies() {
        long seed = 71;
        Random random = new Random(seed);
        int decoded = 0;
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] octets = mutate(random, HeadOutcome.octets(VALID));
            ChunkedOutcome whole = ChunkedOutcome.of(SMALL, octets, 1 << 20);
            int[] cuts = random.ints(4, 0, octets.length + 1).sorted().toArray();
            ChunkedOutcome split = ChunkedOutcome.of(SMALL, octets, 1 + random.nextInt(5), cuts);
            assertEquals(whole, split, "seed " + seed + " run " + run);
            decoded += whole instanceof ChunkedOutcome.Decoded ? 1 : 0;
            refused += whole instanceof ChunkedOutcome.Refused ? 1 : 0;
        }
        assertTrue(decoded > 500 && refused > 500, decoded + " decoded, " + refused + " refused");
    }

    private static byte[] mutate(Random random, byte[] valid) {
        byte[] octets = valid.clone();
        byte[] interesting = HeadOutcome.octets("\r\n\t ;=\"\\0a9G:\u0000\u00ff");
        for (int i = random.nextInt(3); i >= 0; i--) {
            octets[random.nextInt(octets.length)] = interesting[random.nextInt(interesting.length)];
        }
        return octets;
    }

    @Test
    void decodesWhatTheEncoderWrites() {
        long seed = 4;
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            ByteOutput wire = new ByteOutput(16);
            StringBuilder data = new StringBuilder();
            for (int chunk = random.nextInt(6); chunk > 0; chunk--) {
                byte[] piece = new byte[1 + random.nextInt(300)];
                random.nextBytes(piece);
                ChunkedEncoder.beginChunk(wire, piece.length);
                wire.put(piece);
                ChunkedEncoder.endChunk(wire);
                data.append(new String(piece, StandardCharsets.ISO_8859_1));
            }
            Headers trailers = random.nextBoolean() ? Headers.empty() : Headers.of("x", "y z");
            ChunkedEncoder.lastChunk(wire, trailers);
            assertEquals(
                    new ChunkedOutcome.Decoded(data.toString(), trailers.toList(), ""),
                    ChunkedOutcome.of(
                            Http1Limits.defaults(), octets(wire), 1 + random.nextInt(400)),
                    "seed " + seed + " run " + run);
        }
    }

    private static byte[] octets(ByteOutput wire) {
        ByteBuffer buffer = wire.toByteBuffer();
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }
}
