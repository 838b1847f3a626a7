package io.roadrunner.websocket;

import io.roadrunner.bytes.ByteOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Messages and agreements that the tests of compression share.
final class TestMessages {
    private static final String[] WORDS = {
        "\"id\":",
        "\"name\":\"",
        "\"price\":",
        "true,",
        "false,",
        "{",
        "}",
        "[",
        "]",
        "null",
        "roadrunner",
        "coyote",
        "0.25",
        "\",",
        "2026-11-21T",
        "éü"
    };

    private TestMessages() {}

    /// The octets that a text in hexadecimal digits stands for; spaces do not matter.
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /// An agreement about what is sent, with no window for what is received.
    static DeflateAgreement sending(boolean takeover, int bits) {
        return new DeflateAgreement(takeover, false, bits, DeflateOffer.UNSAID);
    }

    /// An agreement about what is received, with no window for what is sent.
    static DeflateAgreement receiving(boolean takeover) {
        return new DeflateAgreement(false, takeover, DeflateOffer.UNSAID, DeflateOffer.UNSAID);
    }

    /// A message of up to 100 000 octets, of a kind that compresses well, badly or in between.
    static byte[] random(Random random) {
        int length = random.nextInt(1 << random.nextInt(17)) + random.nextInt(3);
        byte[] message = new byte[length];
        switch (random.nextInt(4)) {
            case 0 -> random.nextBytes(message);
            case 1 -> {
                byte letter = (byte) random.nextInt();
                for (int i = 0; i < length; i++) {
                    message[i] = random.nextInt(50) == 0 ? (byte) random.nextInt() : letter;
                }
            }
            case 2 -> {
                byte[] block = new byte[1 + random.nextInt(3000)];
                random.nextBytes(block);
                for (int i = 0; i < length; i++) {
                    message[i] = block[i % block.length];
                }
            }
            default -> System.arraycopy(json(random, length), 0, message, 0, length);
        }
        return message;
    }

    /// Text that looks like JSON.
    static byte[] json(Random random, int length) {
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
            if (random.nextInt(4) == 0) {
                text.append(random.nextInt(10_000));
            }
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), length);
    }

    /// What a deflater makes of a message; null when it is to be sent as it is.
    static byte @Nullable [] deflated(MessageDeflater deflater, byte[] message) {
        ByteOutput out = new ByteOutput(16).put('#');
        if (!deflater.deflate(message, out)) {
            if (out.size() != 1) {
                throw new AssertionError("something was appended");
            }
            return null;
        }
        byte[] payload = new byte[out.size() - 1];
        out.toByteBuffer().get(1, payload);
        return payload;
    }

    /// What an inflater makes of a payload that comes in one piece.
    static byte[] inflated(MessageInflater inflater, byte[] payload) throws WebSocketException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        PayloadInflater.Sink sink = (octets, from, to) -> message.write(octets, from, to - from);
        inflater.inflate(payload, 0, payload.length, sink);
        inflater.endMessage(sink);
        return message.toByteArray();
    }

    /// 1 GiB of zeros in about 1 MiB: a piece of 1 MiB that stands alone, 1024 times.
    static byte[] bomb() {
        byte[] piece = raw(9, Deflater.FULL_FLUSH, new byte[1024 * 1024]);
        byte[] whole = Arrays.copyOf(piece, piece.length + 4);
        whole[piece.length + 2] = (byte) 0xff;
        whole[piece.length + 3] = (byte) 0xff;
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        for (int i = 0; i < 1024; i++) {
            bomb.writeBytes(whole);
        }
        return Arrays.copyOf(bomb.toByteArray(), bomb.size() - 4);
    }

    /// The payload that a peer makes of a message.
    static byte[] raw(int level, int flush, byte[] message) {
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(message);
        byte[] payload = new byte[message.length + message.length / 100 + 100];
        int length = deflater.deflate(payload, 0, payload.length, flush);
        deflater.end();
        return Arrays.copyOf(payload, length - 4);
    }
}
