package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of the frames of a client goes through the inflater, and what comes of what it gives back.
/// The one here makes two octets of each and says what it is asked for.
class CompressedMessageTest {
    private static final int LIMIT = 1000;

    private final List<String> calls = new ArrayList<>();

    private final class Doubling implements PayloadInflater {
        private final byte[] end;

        /// @param end what a message ends with
        Doubling(String end) {
            this.end = HexFormat.of().parseHex(end);
        }

        @Override
        public void inflate(byte[] octets, int from, int to, Sink out) throws WebSocketException {
            calls.add(HexFormat.of().formatHex(octets, from, to));
            for (int i = from; i < to; i++) {
                if (octets[i] == '!') {
                    throw new WebSocketException(CloseCode.INVALID_DATA, "not compressed");
                }
                out.accept(new byte[] {'-', octets[i], octets[i], '-'}, 1, 3);
            }
        }

        @Override
        public void endMessage(Sink out) throws WebSocketException {
            calls.add("end");
            out.accept(end, 0, end.length);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private MessageDecoder decoder(String end) {
        return new MessageDecoder(LIMIT, LIMIT, new Doubling(end), null);
    }

    private Decoded decoded(ClientFrame... frames) {
        return Decoded.of(decoder(""), ClientFrame.stream(frames));
    }

    @Test
    @DisplayName("RSV1 of the first frame says that a message is compressed (RFC 7692 §6)")
    void inflatesWhatIsMarked() {
        assertEquals(
                List.of("text aabb", "binary 01010202"),
                decoded(ClientFrame.of(0xc1, "ab"), ClientFrame.ofHex(0xc2, "01 02")).received());
        assertEquals(List.of("6162", "end", "0102", "end"), calls);
    }

    @Test
    @DisplayName("a client may send messages that are not compressed (RFC 7692 §6)")
    void leavesTheOthersAlone() {
        assertEquals(
                List.of("text ab", "text aa", "text cd"),
                decoded(
                                ClientFrame.of(0x81, "ab"),
                                ClientFrame.of(0xc1, "a"),
                                ClientFrame.of(0x01, "c"),
                                ClientFrame.of(0x80, "d"))
                        .received());
        assertEquals(List.of("61", "end"), calls);
    }

    @Test
    void inflatesFragmentsAndNotWhatComesBetween() {
        assertEquals(
                List.of("ping 61", "text aabbcc"),
                decoded(
                                ClientFrame.of(0x41, "a"),
                                ClientFrame.of(0x89, "a"),
                                ClientFrame.of(0x00, "b"),
                                ClientFrame.of(0x00, ""),
                                ClientFrame.of(0x80, "c"))
                        .received());
        assertEquals(List.of("61", "62", "63", "end"), calls);
    }

    @Test
    void inflatesAsOctetsArrive() {
        byte[] octets = ClientFrame.of(0xc1, "abc").octets();
        assertEquals(List.of("text aabbcc"), Decoded.singly(decoder(""), octets).received());
        assertEquals(List.of("61", "62", "63", "end"), calls);
    }

    @Test
    void endsAnEmptyMessageToo() {
        assertEquals(List.of("binary "), decoded(ClientFrame.of(0xc2, "")).received());
        assertEquals(List.of("end"), calls);
    }

    @Test
    void takesWhatComesWithTheEnd() {
        byte[] octets =
                ClientFrame.stream(ClientFrame.ofHex(0xc2, "01"), ClientFrame.ofHex(0xc2, ""));
        assertEquals(
                List.of("binary 0101aabb", "binary aabb"),
                Decoded.of(decoder("aabb"), octets).received());
    }

    @ParameterizedTest
    @DisplayName("RSV1 is not set on anything but the start of a message (RFC 7692 §6.1)")
    @ValueSource(ints = {0xc0, 0x40, 0xc8, 0xc9, 0xca})
    void refusesTheMarkElsewhere(int first) {
        byte[] octets = ClientFrame.stream(ClientFrame.of(0x41, "a"), ClientFrame.of(first, "b"));
        assertEquals(new Decoded(List.of(), 1002, 8), Decoded.singly(decoder(""), octets));
    }

    @ParameterizedTest
    @DisplayName("RSV2 and RSV3 stay reserved (RFC 6455 §5.2)")
    @ValueSource(ints = {0xa1, 0x91, 0xe1, 0xd1, 0xf1})
    void refusesOtherReservedBits(int first) {
        byte[] octets = ClientFrame.of(first, "a").octets();
        assertEquals(new Decoded(List.of(), 1002, 1), Decoded.singly(decoder(""), octets));
    }

    @Test
    void boundsWhatAMessageInflatesTo() {
        ClientFrame most = ClientFrame.of(0xc2, new byte[LIMIT / 2]);
        assertEquals(1, decoded(most).received().size());
        byte[] more = ClientFrame.of(0xc2, new byte[LIMIT / 2 + 1]).octets();
        assertEquals(new Decoded(List.of(), 1009, more.length), Decoded.singly(decoder(""), more));
        byte[] octets = most.octets();
        assertEquals(
                new Decoded(List.of(), 1009, octets.length), Decoded.of(decoder("00"), octets));
    }

    @Test
    @DisplayName("text is UTF-8 once it is inflated (RFC 7692 §6.2)")
    void refusesInflatedTextThatIsNotUtf8() {
        byte[] octets = ClientFrame.ofHex(0xc1, "61 c3 61 61").octets();
        assertEquals(new Decoded(List.of(), 1007, 8), Decoded.singly(decoder(""), octets));
        byte[] cut = ClientFrame.of(0xc1, "a").octets();
        assertEquals(new Decoded(List.of(), 1007, 7), Decoded.singly(decoder("c3"), cut));
        assertEquals(List.of("text aaä"), Decoded.singly(decoder("c3a4"), cut).received());
    }

    @Test
    void endsTheSessionWithTheCodeOfTheInflater() {
        byte[] octets = ClientFrame.of(0xc1, "a!b").octets();
        assertEquals(new Decoded(List.of(), 1007, 8), Decoded.singly(decoder(""), octets));
        assertEquals(List.of("61", "21"), calls);
    }
}
