package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However the octets of a client are cut, the same comes of them. Seeds are in the messages.
class MessageSplitTest {
    private static final int LIMIT = 2000;

    /// What a client sends and what is to come of it.
    private static final class Script {
        final Random random;
        final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        final List<String> expected = new ArrayList<>();

        Script(Random random) {
            this.random = random;
        }

        void message() {
            boolean text = random.nextBoolean();
            byte[] content = text ? text() : random(random.nextInt(400));
            int opcode = text ? 0x1 : 0x2;
            int from = 0;
            for (int more = random.nextInt(5); more > 0; more--) {
                int to = from + random.nextInt(content.length - from + 1);
                frame(opcode, Arrays.copyOfRange(content, from, to));
                opcode = 0;
                from = to;
                while (random.nextInt(3) == 0) {
                    control();
                }
            }
            frame(0x80 | opcode, Arrays.copyOfRange(content, from, content.length));
            expected.add(
                    text
                            ? "text " + new String(content, StandardCharsets.UTF_8)
                            : "binary " + HexFormat.of().formatHex(content));
        }

        void control() {
            byte[] data = random(random.nextInt(126));
            boolean ping = random.nextBoolean();
            frame(ping ? 0x89 : 0x8a, data);
            expected.add((ping ? "ping " : "pong ") + HexFormat.of().formatHex(data));
        }

        void close() {
            int code = 1000 + random.nextInt(4);
            octets.writeBytes(ClientFrame.close(code, "ä").octets());
            expected.add("close " + code + " ä");
        }

        private void frame(int first, byte[] payload) {
            octets.writeBytes(ClientFrame.of(first, payload).octets());
        }

        private byte[] text() {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(List.of("a", "ä", "€", "😀", "plain text ").get(random.nextInt(5)));
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private byte[] random(int length) {
            byte[] data = new byte[length];
            random.nextBytes(data);
            return data;
        }
    }

    private static MessageDecoder decoder() {
        return new MessageDecoder(LIMIT, LIMIT, null, null);
    }

    private static int[] cuts(Random random, int length) {
        return random.ints(random.nextInt(30), 0, length + 1).sorted().toArray();
    }

    @Test
    void messagesDoNotDependOnTheSplit() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            Script script = new Script(random);
            for (int messages = random.nextInt(8); messages > 0; messages--) {
                script.message();
            }
            script.close();
            byte[] octets = script.octets.toByteArray();
            Decoded expected = new Decoded(script.expected, 0, octets.length);
            assertEquals(expected, Decoded.of(decoder(), octets), "seed " + seed);
            assertEquals(expected, Decoded.singly(decoder(), octets), "seed " + seed);
            for (int i = 0; i < 20; i++) {
                int[] cuts = cuts(random, octets.length);
                assertEquals(expected, Decoded.of(decoder(), octets, cuts), "seed " + seed);
            }
        }
    }

    @Test
    void refusalsDoNotDependOnTheSplit() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int refused = 0;
        for (int run = 0; run < 5000; run++) {
            Script script = new Script(random);
            script.message();
            script.message();
            byte[] octets = script.octets.toByteArray();
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Decoded whole = Decoded.of(decoder(), octets);
            Decoded singly = Decoded.singly(decoder(), octets);
            Decoded split = Decoded.of(decoder(), octets, cuts(random, octets.length));
            assertEquals(whole.received(), singly.received(), "seed " + seed);
            assertEquals(whole.code(), singly.code(), "seed " + seed);
            assertEquals(whole.received(), split.received(), "seed " + seed);
            assertEquals(whole.code(), split.code(), "seed " + seed);
            refused += whole.code() == 0 ? 0 : 1;
        }
        assertTrue(refused > 500 && refused < 4900, refused + " refused with seed " + seed);
    }

    @Test
    void anyOctetsAreReadOrRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            if (octets.length > 2 && random.nextBoolean()) {
                octets[0] = (byte) (octets[0] & 0x8f);
                octets[1] = (byte) (octets[1] | 0x80);
            }
            Decoded singly = Decoded.singly(decoder(), octets);
            Decoded whole = Decoded.of(decoder(), octets);
            assertEquals(whole.received(), singly.received(), "seed " + seed);
            assertEquals(whole.code(), singly.code(), "seed " + seed);
            refused += whole.code() == 0 ? 0 : 1;
        }
        assertTrue(refused > 5000 && refused < 20_000, refused + " refused with seed " + seed);
    }
}
