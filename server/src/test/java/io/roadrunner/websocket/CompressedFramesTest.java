package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Compressed messages on their way through the frames: what the decoder and the inflater do
/// together.
class CompressedFramesTest {
    private static final int COMPRESSED_TEXT = 0xc1;
    private static final int COMPRESSED_BINARY = 0xc2;
    private static final int LIMIT = 32 * 1024 * 1024;

    private final DeflatePool pool = new DeflatePool(1, 1);
    private final List<MessageInflater> inflaters = new ArrayList<>();

    @AfterEach
    void close() {
        inflaters.forEach(MessageInflater::close);
    }

    @Test
    @DisplayName("RFC 6455 §8.1: text that is not UTF-8 fails before the message ends")
    void invalidTextFailsFast() {
        byte[] text = new byte[40_000];
        Arrays.fill(text, (byte) 'x');
        text[20_000] = (byte) 0xff;
        byte[] payload = deflated(noise(text));
        byte[] octets = ClientFrame.of(COMPRESSED_TEXT, payload).octets();
        Decoded decoded = Decoded.singly(decoder(false, LIMIT), octets);
        assertEquals(CloseCode.INVALID_DATA, decoded.code());
        assertTrue(decoded.taken() < octets.length * 3 / 4, "taken " + decoded.taken());
    }

    @Test
    void theSizeOfAMessageIsThatOfItsContent() throws WebSocketException {
        byte[] message = TestMessages.json(new Random(1), 100_000);
        byte[] octets = ClientFrame.of(COMPRESSED_BINARY, deflated(message)).octets();
        assertArrayEquals(message, binary(decoder(false, 100_000), octets));
        Decoded refused =
                Decoded.of(
                        decoder(false, 99_999),
                        ClientFrame.of(COMPRESSED_BINARY, deflated(message)).octets());
        assertEquals(CloseCode.TOO_LARGE, refused.code());
    }

    private MessageDecoder decoder(boolean takeover, int limit) {
        MessageInflater inflater =
                new MessageInflater(
                        pool, TestMessages.receiving(takeover), WebSocketCompression.standard());
        inflaters.add(inflater);
        return new MessageDecoder(limit, limit, inflater, null);
    }

    private byte[] deflated(byte[] message) {
        MessageDeflater peer =
                new MessageDeflater(
                        pool, TestMessages.sending(false, 15), WebSocketCompression.standard());
        byte[] payload = TestMessages.deflated(peer, message);
        assertNotNull(payload);
        return payload;
    }

    private static byte[] binary(MessageDecoder decoder, byte[] octets) throws WebSocketException {
        assertEquals(octets.length, decoder.decode(octets, 0, octets.length));
        return assertInstanceOf(Received.Binary.class, decoder.received()).data();
    }

    /// The text with every letter that is an x made another one, so that its first half is about as
    /// long as its second one when it is compressed.
    private static byte[] noise(byte[] text) {
        Random random = new Random(8);
        byte[] letters = "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] == 'x' ? letters[random.nextInt(letters.length)] : text[i];
        }
        return text;
    }
}
