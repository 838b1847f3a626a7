package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What no client may send, with the code that it gets and the octet that gives it away: everything
/// before that octet still leaves the session open.
class MalformedFrameTest {
    private static void assertEnds(int code, int at, byte[] octets) {
        assertEnds(code, at, octets, List.of());
    }

    private static void assertEnds(int code, int at, byte[] octets, List<String> before) {
        assertEquals(new Decoded(before, code, at), Decoded.singly(Decoded.decoder(), octets));
        assertEquals(new Decoded(before, code, octets.length), Decoded.of(octets));
        byte[] harmless = Arrays.copyOf(octets, at - 1);
        assertEquals(new Decoded(before, 0, harmless.length), Decoded.of(harmless));
    }

    private static byte[] hex(String octets) {
        return HexFormat.of().parseHex(octets.replace(" ", ""));
    }

    @ParameterizedTest
    @DisplayName("reserved bits are 0 without an extension (RFC 6455 §5.2)")
    @ValueSource(ints = {0x90, 0xa0, 0xb0, 0xc0, 0xd0, 0xe0, 0xf0, 0x10, 0x20, 0x40, 0x70})
    void refusesReservedBits(int bits) {
        for (int opcode : new int[] {0x1, 0x2, 0x8, 0x9, 0xa}) {
            assertEnds(1002, 1, ClientFrame.of(bits | opcode, "").octets());
        }
        byte[] within = ClientFrame.stream(ClientFrame.of(0x01, "a"), ClientFrame.of(bits, "b"));
        assertEnds(1002, 8, within);
    }

    @ParameterizedTest
    @DisplayName("opcodes 3-7 and B-F are reserved (RFC 6455 §5.2)")
    @ValueSource(ints = {0x3, 0x4, 0x5, 0x6, 0x7, 0xb, 0xc, 0xd, 0xe, 0xf})
    void refusesReservedOpcodes(int opcode) {
        assertEnds(1002, 1, ClientFrame.of(0x80 | opcode, "").octets());
        assertEnds(1002, 1, ClientFrame.of(opcode, "abc").octets());
    }

    @ParameterizedTest
    @DisplayName("frames of a client are masked (RFC 6455 §5.1)")
    @ValueSource(ints = {0x81, 0x01, 0x82, 0x88, 0x89, 0x8a})
    void refusesFramesWithoutAMask(int first) {
        assertEnds(1002, 2, new ClientFrame(first, -1, false, new byte[0]).octets());
        assertEnds(1002, 2, new ClientFrame(first, -1, false, new byte[5]).octets());
        assertEnds(1002, 2, new ClientFrame(first, -1, false, new byte[300]).octets());
    }

    @ParameterizedTest
    @DisplayName("control frames are not fragmented (RFC 6455 §5.4)")
    @ValueSource(ints = {0x08, 0x09, 0x0a})
    void refusesFragmentedControlFrames(int first) {
        assertEnds(1002, 1, ClientFrame.of(first, "").octets());
    }

    @ParameterizedTest
    @DisplayName("control frames have 125 octets or less (RFC 6455 §5.5)")
    @ValueSource(ints = {0x88, 0x89, 0x8a})
    void refusesLongControlFrames(int first) {
        assertEnds(1002, 2, ClientFrame.of(first, new byte[126]).octets());
        assertEnds(1002, 2, ClientFrame.of(first, new byte[70_000]).octets());
        assertEnds(1002, 2, new ClientFrame(first, 2, true, new byte[1]).octets());
        assertEnds(1002, 2, new ClientFrame(first, 8, true, new byte[1]).octets());
    }

    @ParameterizedTest
    @DisplayName("a length takes the minimal number of bytes (RFC 6455 §5.2)")
    @CsvSource({"2, 0, 4", "2, 1, 4", "2, 125, 4", "8, 0, 10", "8, 126, 10", "8, 65535, 10"})
    void refusesLengthsInTooManyOctets(int width, int length, int at) {
        assertEnds(1002, at, new ClientFrame(0x82, width, true, new byte[length]).octets());
    }

    @ParameterizedTest
    @DisplayName("the most significant bit of a length is 0 (RFC 6455 §5.2)")
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE | 5, -1, -65_536})
    void refusesLengthsBeyond63Bits(long length) {
        assertEnds(1002, 10, ClientFrame.head(0x82, 8, true, length));
    }

    @Test
    @DisplayName("a continuation continues something (RFC 6455 §5.4)")
    void refusesAContinuationOfNothing() {
        assertEnds(1002, 6, ClientFrame.of(0x80, "a").octets());
        assertEnds(1002, 6, ClientFrame.of(0x00, "").octets());
        assertEnds(
                1002,
                13,
                ClientFrame.stream(ClientFrame.of(0x81, "a"), ClientFrame.of(0x80, "b")),
                List.of("text a"));
        assertEnds(
                1002,
                20,
                ClientFrame.stream(
                        ClientFrame.of(0x01, "a"),
                        ClientFrame.of(0x80, "b"),
                        ClientFrame.of(0x00, "c")),
                List.of("text ab"));
    }

    @ParameterizedTest
    @DisplayName("messages are not interleaved (RFC 6455 §5.4)")
    @ValueSource(ints = {0x81, 0x01, 0x82, 0x02})
    void refusesAMessageWithinAMessage(int first) {
        assertEnds(
                1002,
                13,
                ClientFrame.stream(ClientFrame.of(0x01, "a"), ClientFrame.of(first, "b")));
        assertEnds(
                1002,
                19,
                ClientFrame.stream(
                        ClientFrame.of(0x02, "a"),
                        ClientFrame.of(0x89, ""),
                        ClientFrame.of(first, "b")),
                List.of("ping "));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("text is UTF-8, seen at the first octet that is not (RFC 6455 §8.1)")
    @CsvSource({
        "80, 1",
        "61 ff 61, 2",
        "c0 af, 1",
        "e0 80 af, 2",
        "ed a0 80, 2",
        "f4 90 80 80, 2",
        "f0 9f 98 61, 4",
        "c3, 1",
        "61 e2 82, 3",
        "f0 9f 98, 3",
        "ce ba e1 bd b9 cf 83 ce bc ce b5 f4 90 80 80 65 64 69 74 65 64, 13"
    })
    void refusesTextThatIsNotUtf8(String payload, int at) {
        assertEnds(1007, 6 + at, ClientFrame.ofHex(0x81, payload).octets());
    }

    @Test
    void refusesTextThatIsNotUtf8BehindOtherFrames() {
        assertEnds(
                1007,
                6 + 2 + 6 + 1 + 6 + 6 + 1,
                ClientFrame.stream(
                        ClientFrame.ofHex(0x01, "61 e2"),
                        ClientFrame.ofHex(0x00, "82"),
                        ClientFrame.ofHex(0x89, ""),
                        ClientFrame.ofHex(0x00, "61 61 61"),
                        ClientFrame.ofHex(0x80, "61")),
                List.of("ping "));
        assertEnds(
                1007,
                6 + 1 + 6,
                ClientFrame.stream(ClientFrame.ofHex(0x01, "c3"), ClientFrame.ofHex(0x80, "")));
        assertEnds(
                1007,
                6 + 1 + 6 + 2 + 6 + 1,
                ClientFrame.stream(
                        ClientFrame.of(0x81, "a"),
                        ClientFrame.ofHex(0x82, "ff fe"),
                        ClientFrame.ofHex(0x01, "a4 61 61"),
                        ClientFrame.of(0x80, "")),
                List.of("text a", "binary fffe"));
    }

    @ParameterizedTest
    @DisplayName("reserved close codes are not used (RFC 6455 §7.4)")
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 0xffff})
    void refusesReservedCloseCodes(int code) {
        assertEnds(1002, 8, ClientFrame.close(code, "").octets());
        assertEnds(1002, 11, ClientFrame.close(code, "bye").octets());
    }

    @ParameterizedTest
    @DisplayName("a close frame's body starts with a code (RFC 6455 §5.5.1)")
    @ValueSource(strings = {"03", "00", "ff"})
    void refusesACloseFrameWithOneOctet(String payload) {
        assertEnds(1002, 7, ClientFrame.ofHex(0x88, payload).octets());
    }

    @ParameterizedTest
    @DisplayName("a close reason is UTF-8 (RFC 6455 §5.5.1)")
    @ValueSource(strings = {"80", "61 c3", "ed a0 80", "61 f4 90 80 80 61", "ce ba e1 bd"})
    void refusesACloseReasonThatIsNotUtf8(String reason) {
        byte[] octets = ClientFrame.ofHex(0x88, "03e8" + reason).octets();
        assertEnds(1002, octets.length, octets);
    }

    @Test
    void nothingComesOfWhatIsBehindAnError() throws WebSocketException {
        MessageDecoder decoder = Decoded.decoder();
        byte[] bad = hex("83 80 00 00 00 00");
        WebSocketException refusal =
                assertThrows(WebSocketException.class, () -> decoder.decode(bad, 0, bad.length));
        assertEquals(1002, refusal.code());
        assertEquals("an unknown opcode", refusal.reason());
        assertEquals(0, refusal.getStackTrace().length);
        byte[] good = ClientFrame.of(0x81, "a").octets();
        assertEquals(good.length, decoder.decode(good, 0, good.length));
        assertEquals(null, decoder.received());
    }

    @Test
    void everyReasonFitsIntoACloseFrame() {
        int refused = 0;
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                byte[] octets = new byte[40];
                octets[0] = (byte) first;
                octets[1] = (byte) second;
                try {
                    Decoded.decoder().decode(octets, 0, octets.length);
                } catch (WebSocketException e) {
                    refused++;
                    assertTrue(CloseCode.maySend(e.code()));
                    assertTrue(
                            e.reason().length() <= FrameEncoder.MAX_REASON_LENGTH
                                    && e.reason().chars().allMatch(c -> c >= ' ' && c < 127),
                            e.reason());
                }
            }
        }
        assertTrue(refused > 60_000, refused + " refused");
    }
}
