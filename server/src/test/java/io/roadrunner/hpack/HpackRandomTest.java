package io.roadrunner.hpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is written is read the same over thousands of blocks, and what is read may be anything.
/// Seeds are in the messages.
class HpackRandomTest {
    private static final int CONNECTIONS = 60;
    private static final int BLOCKS = 120;
    private static final String[] NAMES = {
        "server", "content-type", "set-cookie", "date", "x", "cookie", "vary", ":path", "x-a", "x-b"
    };

    @Test
    void whatIsWrittenIsReadTheSame() throws HpackException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < CONNECTIONS; i++) {
            HpackEncoder encoder = new HpackEncoder();
            HpackDecoder decoder = new HpackDecoder(4096, Long.MAX_VALUE);
            int variety = 1 + random.nextInt(200);
            for (int block = 0; block < BLOCKS; block++) {
                for (int change = random.nextInt(20); change > 17; change--) {
                    encoder.limitTable(random.nextInt(random.nextBoolean() ? 5000 : 200));
                }
                List<HpackField> fields = fields(random, variety);
                assertEquals(
                        fields,
                        Blocks.decode(decoder, Blocks.block(encoder, fields)),
                        () -> "seed " + seed);
            }
        }
    }

    private static List<HpackField> fields(Random random, int variety) {
        List<HpackField> fields = new ArrayList<>();
        for (int count = random.nextInt(20); count > 0; count--) {
            String name = random.nextInt(4) > 0 ? NAMES[random.nextInt(NAMES.length)] : "n";
            String value =
                    switch (random.nextInt(4)) {
                        case 0 -> String.valueOf(random.nextInt(variety));
                        case 1 -> "value-" + random.nextInt(variety);
                        case 2 -> "V".repeat(random.nextInt(variety * 4));
                        default -> text(random);
                    };
            fields.add(new HpackField(name, value));
        }
        return fields;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            text.append((char) random.nextInt(256));
        }
        return text.toString();
    }

    @Test
    void anyOctetsAreReadOrRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            HpackDecoder decoder = new HpackDecoder(4096, 2000);
            byte[] block = new byte[random.nextInt(200)];
            random.nextBytes(block);
            refused += isRefused(decoder, block, seed) ? 1 : 0;
        }
        assertTrue(refused > 1000 && refused < 20_000, "seed " + seed);
    }

    @Test
    void aBlockWithSomeOctetsChangedIsReadOrRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            HpackEncoder encoder = new HpackEncoder();
            HpackDecoder decoder = new HpackDecoder(4096, 2000);
            boolean broken = false;
            for (int block = 0; block < 4 && !broken; block++) {
                byte[] octets = Blocks.block(encoder, fields(random, 20));
                for (int change = octets.length == 0 ? 0 : random.nextInt(3);
                        change > 0;
                        change--) {
                    octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
                }
                broken = isRefused(decoder, octets, seed);
            }
            refused += broken ? 1 : 0;
        }
        assertTrue(refused > 100 && refused < 5_000, "seed " + seed);
    }

    private static boolean isRefused(HpackDecoder decoder, byte[] block, long seed) {
        try {
            HpackFields fields = decoder.decode(block, 0, block.length);
            long octets = 0;
            for (int i = 0; i < fields.size(); i++) {
                octets += HpackField.sizeOf(fields.name(i), fields.value(i));
            }
            assertTrue(octets <= 2000, () -> "seed " + seed);
            return false;
        } catch (HpackException e) {
            assertTrue(e.getMessage() != null, () -> "seed " + seed);
            return true;
        }
    }
}
