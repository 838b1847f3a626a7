package io.roadrunner.benchmarks.run.openloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where an answer of HTTP/1.1 ends.
final class AnswerDecoderTest {
    private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "a;x=y\r\n0123456789\r\n1\r\n\n\r\n0\r\nx: y\r\n\r\n";
    private static final String CLOSE =
            "HTTP/1.1 503 No\r\ncontent-length: 1\r\nConnection: close\r\n\r\n!";

    private final AnswerDecoder decoder = new AnswerDecoder();

    @ParameterizedTest
    @ValueSource(strings = {LENGTH, EMPTY, CHUNKED, CLOSE})
    void anAnswerEndsWithItsLastOctet(String answer) throws IOException {
        ByteBuffer in = wire(answer + "H");

        assertTrue(decoder.decode(in));
        assertEquals(1, in.remaining());
    }

    @Test
    void itsStatusAndItsEndAreTold() throws IOException {
        assertTrue(decoder.decode(wire(LENGTH)));
        assertTrue(decoder.isOk());
        assertFalse(decoder.isLast());

        assertTrue(decoder.decode(wire(CLOSE)));
        assertFalse(decoder.isOk());
        assertTrue(decoder.isLast());
    }

    @Test
    void answersAreFoundHoweverTheyAreSplit() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] all =
                (LENGTH + CHUNKED + EMPTY + CLOSE).repeat(50).getBytes(StandardCharsets.US_ASCII);
        int found = 0;
        int at = 0;
        while (at < all.length) {
            int count = Math.min(random.nextInt(60), all.length - at);
            ByteBuffer in = ByteBuffer.wrap(all, at, count);
            while (in.hasRemaining()) {
                found += decoder.decode(in) ? 1 : 0;
            }
            at += count;
        }
        assertEquals(200, found, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: \r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
            })
    void whatHasNoLengthIsRefused(String answer) {
        assertThrows(IOException.class, () -> decoder.decode(wire(answer)));
    }

    @Test
    void aHeadHasAnEnd() {
        String fields = "x: y\r\n".repeat(4_000);

        assertThrows(IOException.class, () -> decoder.decode(wire("HTTP/1.1 200 OK\r\n" + fields)));
    }

    private static ByteBuffer wire(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
