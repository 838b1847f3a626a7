package io.roadrunner.benchmarks.run.openloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests and answers on a connection of HTTP/2.
final class Http2LineTest {
    private static final byte OK = (byte) 0x88;
    private static final byte NOT_FOUND = (byte) 0x8d;

    private final Written written = new Written();
    private final List<String> answers = new ArrayList<>();
    private Http2Line line;

    @BeforeEach
    void open() throws IOException {
        line = new Http2Line(written, Frames.fields(true, "localhost:1", "/hello"));
        written.octets.reset();
    }

    @Test
    void aRequestIsOneFrameWithItsFields() throws IOException {
        line.send(7);
        line.flush();

        assertEquals(
                "00001701050000000182870406" + hex("/hello") + "010b" + hex("localhost:1"),
                written.hex());
    }

    @Test
    void requestsGoOutTogetherAndOnce() throws IOException {
        for (int i = 0; i < 32; i++) {
            line.send(i);
        }
        assertEquals("", written.hex());

        line.flush();
        line.flush();

        assertEquals(32 * (9 + 23), written.octets.size());
    }

    @Test
    void answersAreToldByTheirRequestsInAnyOrder() throws IOException {
        line.send(70);
        line.send(71);

        receive(
                headers(3, NOT_FOUND),
                data(3, true),
                headers(1, OK),
                data(1, false),
                data(1, true));

        assertEquals(List.of("71 false", "70 true"), answers);
        assertEquals(0, line.inFlight());
    }

    @ParameterizedTest
    @CsvSource({
        "88, true",
        "8d, false",
        "2088, true",
        "3fe11f88, true",
        "3fe11f8d, false",
        "3f, false",
        "'', false",
    })
    void theStatusComesFirstButForUpdatesOfTheTable(String block, boolean ok) throws IOException {
        line.send(1);

        receive(Frames.frame(Frames.HEADERS, 5, 1, HexFormat.of().parseHex(block)));

        assertEquals(List.of("1 " + ok), answers);
    }

    @Test
    void aPaddedBlockWithAPriorityIsRead() throws IOException {
        line.send(1);
        byte[] block = {2, 0, 0, 0, 0, 16, OK, 0, 0};

        receive(Frames.frame(Frames.HEADERS, 5 | Frames.PADDED | Frames.PRIORITY, 1, block));

        assertEquals(List.of("1 true"), answers);
    }

    @Test
    void thereAreAsManyStreamsAsAreAllowedAtOnce() throws IOException {
        for (int i = 0; i < 32; i++) {
            assertTrue(line.hasRoom());
            line.send(i);
        }
        assertFalse(line.hasRoom());

        receive(headers(1, OK), data(1, true));

        assertTrue(line.hasRoom());
    }

    @Test
    void settingsAndPingsAreAnsweredOnce() throws IOException {
        receive(
                Frames.frame(Frames.SETTINGS, 0, 0),
                Frames.frame(Frames.SETTINGS, Frames.ACK, 0),
                Frames.frame(Frames.PING, 0, 0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                Frames.frame(Frames.PING, Frames.ACK, 0, new byte[8]));

        assertEquals("000000040100000000" + "0000080601000000000102030405060708", written.hex());
    }

    @Test
    void aResetStreamIsARefusal() throws IOException {
        line.send(5);

        receive(Frames.frame(Frames.RESET, 0, 1, new byte[4]));

        assertEquals(List.of("5 false"), answers);
    }

    @Test
    void aServerThatGoesAwayGetsNoMoreRequests() throws IOException {
        receive(Frames.frame(Frames.GO_AWAY, 0, 0, new byte[8]));

        assertTrue(line.isLast());
        assertFalse(line.hasRoom());
    }

    @Test
    void whatWasReadIsGivenBackInGoodTime() throws IOException {
        line.send(1);
        receive(headers(1, OK));
        ByteBuffer full = Frames.frame(Frames.DATA, 0, 1, new byte[16_384]);
        for (int i = 0; i < Frames.WINDOW / 2 / 16_384; i++) {
            receive(full.rewind());
        }
        written.octets.reset();

        receive(full.rewind());

        assertEquals("0000040800000000002000" + "4000", written.hex());
    }

    @Test
    void framesAreFoundHoweverTheyAreSplit() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < 32; i++) {
            line.send(i);
            wire.writeBytes(headers(2 * i + 1, OK).array());
            wire.writeBytes(data(2 * i + 1, true).array());
        }
        byte[] all = wire.toByteArray();
        int at = 0;
        while (at < all.length) {
            int count = Math.min(1 + random.nextInt(30), all.length - at);
            receive(ByteBuffer.wrap(Arrays.copyOfRange(all, at, at + count)));
            at += count;
        }
        assertEquals(32, answers.size(), "seed " + seed);
    }

    @Test
    void anAnswerWithoutARequestIsRefused() {
        assertThrows(IOException.class, () -> receive(headers(1, OK), data(1, true)));
    }

    @Test
    void aFrameIsNoLongerThanAgreed() {
        assertThrows(
                IOException.class,
                () -> receive(Frames.frame(Frames.DATA, 0, 1, new byte[16_385])));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void receive(ByteBuffer... frames) throws IOException {
        for (ByteBuffer frame : frames) {
            line.receive(frame, (number, ok) -> answers.add(number + " " + ok));
        }
    }

    private static ByteBuffer headers(int stream, byte status) {
        return Frames.frame(Frames.HEADERS, Frames.END_HEADERS, stream, status);
    }

    private static ByteBuffer data(int stream, boolean end) {
        return Frames.frame(Frames.DATA, end ? Frames.END_STREAM : 0, stream, (byte) 'x');
    }

    /// A wire that keeps what is written.
    private static final class Written implements Wire {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        private String hex() {
            return HexFormat.of().formatHex(octets.toByteArray());
        }

        @Override
        public int read(ByteBuffer into) {
            return 0;
        }

        @Override
        public void write(ByteBuffer from) {
            while (from.hasRemaining()) {
                octets.write(from.get());
            }
        }

        @Override
        public boolean flush() {
            return true;
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
