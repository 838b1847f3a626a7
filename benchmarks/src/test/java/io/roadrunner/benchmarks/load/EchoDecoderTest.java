package io.roadrunner.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as an echo and what ends the connection.
final class EchoDecoderTest {
    private static final int FRAMES = 16;
    private static final int FINAL_BINARY = 0x82;
    private static final int BINARY = 0x02;
    private static final int CONTINUATION = 0x00;
    private static final int FINAL_CONTINUATION = 0x80;

    private final EchoDecoder decoder = new EchoDecoder(FRAMES);

    @Test
    void everyMessageIsCountedOnceItIsComplete() throws WrongEchoException {
        byte[] frame = frame(FINAL_BINARY, message(0));

        assertEquals(0, decoder.decode(ByteBuffer.wrap(frame, 0, frame.length - 1)));
        assertEquals(1, decoder.decode(ByteBuffer.wrap(frame, frame.length - 1, 1)));
    }

    @Test
    void messagesAreFoundHoweverTheyAreSplit() throws WrongEchoException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int messages = 3 * FRAMES;
        for (int i = 0; i < messages; i++) {
            wire.writeBytes(frame(FINAL_BINARY, message(i)));
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] octets = wire.toByteArray();
        int found = 0;
        int at = 0;
        while (at < octets.length) {
            int count = Math.min(random.nextInt(3000), octets.length - at);
            found += decoder.decode(ByteBuffer.wrap(octets, at, count));
            at += count;
        }
        assertEquals(messages, found, "seed " + seed);
    }

    @Test
    void aMessageMayComeInFragmentsWithAPingAmongThem() throws WrongEchoException {
        byte[] message = message(0);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(frame(BINARY, part(message, 0, 100)));
        wire.writeBytes(new byte[] {(byte) 0x89, 2, 'h', 'i'});
        wire.writeBytes(frame(CONTINUATION, part(message, 100, 100)));
        wire.writeBytes(frame(FINAL_CONTINUATION, part(message, 100, message.length)));
        wire.writeBytes(frame(FINAL_BINARY, message(1)));

        assertEquals(2, decoder.decode(ByteBuffer.wrap(wire.toByteArray())));
    }

    @ParameterizedTest
    @CsvSource({
        "82 04 00 00 00 00, a shorter message",
        "82 7e 04 01, a longer message",
        "82 7f ff ff ff ff ff ff ff ff, a longer message",
        "82 04 01, another first octet",
        "81 04, a frame of kind 1",
        "80 04, a frame of kind 0",
        "02 01 00 82 01, a frame of kind 2",
        "c2 04, a frame with reserved bits or masked",
        "82 84, a frame with reserved bits or masked",
        "88 02 03 e8, the server closes",
    })
    void anythingElseIsNoEcho(String wire, String problem) {
        ByteBuffer octets = ByteBuffer.allocate(wire.length());
        for (String octet : wire.split(" ", -1)) {
            octets.put((byte) Integer.parseInt(octet, 16));
        }

        WrongEchoException thrown =
                assertThrows(WrongEchoException.class, () -> decoder.decode(octets.flip()));

        assertEquals("not an echo: " + problem, thrown.getMessage());
    }

    @Test
    void theLastOctetIsLookedAt() {
        byte[] message = message(0);
        message[message.length - 1]++;

        WrongEchoException thrown =
                assertThrows(
                        WrongEchoException.class,
                        () -> decoder.decode(ByteBuffer.wrap(frame(FINAL_BINARY, message))));

        assertEquals("not an echo: another last octet", thrown.getMessage());
    }

    @Test
    void whatTheRingSendsIsAnEchoOnceItIsUnmasked() throws WrongEchoException {
        FrameRing ring = new FrameRing(1, new Random(7));
        EchoDecoder echoes = new EchoDecoder(ring.frames());
        for (int i = 0; i < 2 * ring.frames(); i++) {
            long from = FrameRing.octetsOf(i);
            ByteBuffer masked = ring.range(from, (int) FrameRing.octetsOf(1));
            assertEquals(1, echoes.decode(ByteBuffer.wrap(unmasked(masked))));
        }
    }

    private static byte[] unmasked(ByteBuffer frame) {
        byte[] head = new byte[4];
        byte[] key = new byte[4];
        byte[] message = new byte[LoadPlan.MESSAGE_LENGTH];
        frame.get(head).get(key).get(message);
        for (int i = 0; i < message.length; i++) {
            message[i] ^= key[i % key.length];
        }
        head[1] &= 0x7f;
        return ByteBuffer.allocate(head.length + message.length).put(head).put(message).array();
    }

    private static byte[] message(int number) {
        byte[] message = new byte[LoadPlan.MESSAGE_LENGTH];
        message[0] = FrameRing.first(number, FRAMES);
        message[message.length - 1] = FrameRing.last(number, FRAMES);
        return message;
    }

    private static byte[] part(byte[] message, int from, int to) {
        return Arrays.copyOfRange(message, from, to);
    }

    private static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        byte[] octets = new byte[frame.put(payload).position()];
        frame.flip().get(octets);
        return octets;
    }
}
