package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From the frames of a client to its messages with all that is on the way, and 16 MiB of them.
class InflatedMessageTest {
    private static final int LARGE = 16 << 20;
    private static final int READ = 16_384;

    private final MessageInflater inflater =
            new MessageInflater(
                    new DeflatePool(1, 1),
                    TestMessages.receiving(true),
                    WebSocketCompression.standard());

    @AfterEach
    void closeInflater() {
        inflater.close();
    }

    private MessageDecoder decoder(int limit) {
        return new MessageDecoder(limit, limit, inflater, null);
    }

    /// What a client makes of a message: raw, flushed, and without the last four octets (RFC 7692
    /// §7.2.1).
    private static byte[] deflated(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(1, true)) {
            deflater.setInput(message);
            byte[] step = new byte[65_536];
            int count = step.length;
            while (count == step.length) {
                count = deflater.deflate(step, 0, step.length, Deflater.SYNC_FLUSH);
                out.write(step, 0, count);
            }
        }
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    /// Content that is neither all alike nor random.
    private static byte[] content(int length) {
        Random random = new Random(1);
        byte[] content = new byte[length];
        random.nextBytes(content);
        for (int i = 0; i < length; i++) {
            content[i] &= 0x0f;
        }
        return content;
    }

    /// The message in octets that arrive as a socket gives them.
    private static Received decoded(MessageDecoder decoder, byte[] octets)
            throws WebSocketException {
        byte[] input = new byte[READ];
        for (int from = 0; from < octets.length; from += READ) {
            int length = Math.min(READ, octets.length - from);
            System.arraycopy(octets, from, input, 0, length);
            assertEquals(length, decoder.decode(input, 0, length));
            assertTrue(decoder.capacity() <= LARGE, decoder.capacity() + " octets");
        }
        return assertInstanceOf(Received.class, decoder.received());
    }

    @Test
    @DisplayName("the examples of RFC 7692 §7.2.3, in frames and octet by octet")
    void readsTheExamples() {
        byte[] octets =
                ClientFrame.stream(
                        ClientFrame.ofHex(0xc1, "f2 48 cd c9 c9 07 00"),
                        ClientFrame.ofHex(0x41, "f2 00 11"),
                        ClientFrame.of(0x89, "?"),
                        ClientFrame.ofHex(0x80, "00 00"),
                        ClientFrame.of(0x81, "Hello"),
                        ClientFrame.ofHex(0xc1, "00 05 00 fa ff 48 65 6c 6c 6f 00"),
                        ClientFrame.ofHex(0xc1, "f3 48 cd c9 c9 07 00 00"),
                        ClientFrame.ofHex(0xc1, "f2 48 05 00 00 00 ff ff ca c9 c9 07 00"),
                        ClientFrame.ofHex(0xc2, "00"));
        List<String> expected =
                List.of(
                        "text Hello",
                        "ping 3f",
                        "text Hello",
                        "text Hello",
                        "text Hello",
                        "text Hello",
                        "text Hello",
                        "binary ");
        assertEquals(
                new Decoded(expected, 0, octets.length), Decoded.singly(decoder(1000), octets));
    }

    @ParameterizedTest(name = "fragments of {0}")
    @ValueSource(ints = {LARGE, 5000})
    void takesSixteenMebibytes(int fragment) throws WebSocketException {
        byte[] content = content(LARGE);
        byte[] octets = fragments(0x02, content, fragment);
        Received.Binary plain =
                assertInstanceOf(Received.Binary.class, decoded(decoder(LARGE), octets));
        assertArrayEquals(content, plain.data());
        byte[] small = fragments(0x42, deflated(content), fragment);
        assertTrue(small.length < octets.length);
        Received.Binary inflated =
                assertInstanceOf(Received.Binary.class, decoded(decoder(LARGE), small));
        assertArrayEquals(content, inflated.data());
    }

    private static byte[] fragments(int first, byte[] payload, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < payload.length; from += length) {
            int to = Math.min(payload.length, from + length);
            int opcode = from == 0 ? first : 0;
            int fin = to == payload.length ? 0x80 : 0;
            out.writeBytes(
                    ClientFrame.of(fin | opcode, Arrays.copyOfRange(payload, from, to)).octets());
        }
        return out.toByteArray();
    }

    @Test
    void refusesOneOctetBeyondSixteenMebibytes() {
        byte[] octets = ClientFrame.of(0xc2, deflated(content(LARGE + 1))).octets();
        WebSocketException refusal =
                assertThrows(WebSocketException.class, () -> decoded(decoder(LARGE), octets));
        assertEquals(1009, refusal.code());
    }

    @Test
    void refusesABombWithoutRoomForIt() {
        byte[] octets = ClientFrame.of(0xc2, deflated(new byte[LARGE])).octets();
        assertTrue(octets.length < 100_000, octets.length + " octets");
        MessageDecoder decoder = decoder(1 << 20);
        WebSocketException refusal =
                assertThrows(WebSocketException.class, () -> decoded(decoder, octets));
        assertEquals(1009, refusal.code());
        assertEquals(0, decoder.capacity());
    }
}
