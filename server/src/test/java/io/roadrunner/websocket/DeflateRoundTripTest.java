package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeflateRoundTripTest {
    @Test
    void everyMessageComesBackWhateverWasAgreedAndHoweverItIsSplit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int level : new int[] {1, 2, 6, 9}) {
            for (int bits = 8; bits <= 15; bits++) {
                for (boolean takeover : new boolean[] {true, false}) {
                    String hint = "seed " + seed + " level " + level + " bits " + bits;
                    check(random, options(level), agreement(takeover, bits), hint);
                }
            }
        }
    }

    @Test
    void randomPayloadsAreRefusedOrDecodedAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DeflatePool pool = new DeflatePool(1, 1);
        for (int round = 0; round < 20_000; round++) {
            MessageInflater inflater =
                    new MessageInflater(
                            pool,
                            agreement(random.nextBoolean(), 15),
                            WebSocketCompression.standard());
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            try {
                split(random, inflater, payload);
            } catch (WebSocketException refusal) {
                if (refusal.code() != 1007) {
                    throw new AssertionError("seed " + seed, refusal);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            } finally {
                inflater.close();
            }
        }
    }

    private static void check(
            Random random, WebSocketCompression options, DeflateAgreement agreement, String hint) {
        DeflatePool pool = new DeflatePool(options.level(), 1);
        MessageDeflater deflater = new MessageDeflater(pool, agreement, options);
        MessageInflater inflater = new MessageInflater(pool, agreement, options);
        StrictInflate strict = new StrictInflate(agreement.serverWindowBits());
        try {
            for (int i = 0; i < 12; i++) {
                byte[] message = TestMessages.random(random);
                byte[] payload = TestMessages.deflated(deflater, message);
                if (payload != null) {
                    assertArrayEquals(message, strict.message(payload), hint);
                    assertArrayEquals(message, split(random, inflater, payload), hint);
                }
                if (!agreement.serverContextTakeover()) {
                    strict.reset();
                }
            }
        } catch (WebSocketException | RuntimeException e) {
            throw new AssertionError(hint, e);
        } finally {
            deflater.close();
            inflater.close();
        }
    }

    private static byte[] split(Random random, MessageInflater inflater, byte[] payload)
            throws WebSocketException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        PayloadInflater.Sink sink = (octets, from, to) -> message.write(octets, from, to - from);
        int at = 0;
        while (at < payload.length) {
            int next = Math.min(payload.length, at + random.nextInt(1 << random.nextInt(14)));
            byte[] piece = Arrays.copyOfRange(payload, at, next);
            inflater.inflate(piece, 0, piece.length, sink);
            // The array is the caller's again.
            Arrays.fill(piece, (byte) 0xff);
            at = next;
        }
        inflater.endMessage(sink);
        return message.toByteArray();
    }

    private static WebSocketCompression options(int level) {
        return WebSocketCompression.builder()
                .level(level)
                .threshold(0)
                .maxInflateRatio(1032)
                .build();
    }

    private static DeflateAgreement agreement(boolean takeover, int bits) {
        return new DeflateAgreement(takeover, takeover, bits, DeflateOffer.UNSAID);
    }
}
