package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {
    private static final int FIN_TEXT = 0x81;
    private static final int FIN_BINARY = 0x82;

    private static List<String> received(ClientFrame... frames) {
        byte[] octets = ClientFrame.stream(frames);
        Decoded whole = Decoded.of(octets);
        assertEquals(0, whole.code());
        assertEquals(whole, Decoded.singly(Decoded.decoder(), octets));
        return whole.received();
    }

    @Test
    @DisplayName("the masked example of RFC 6455 §5.7")
    void readsTheExample() {
        byte[] octets = HexFormat.of().parseHex("818537fa213d7f9f4d5158");
        assertEquals(List.of("text Hello"), Decoded.of(octets).received());
    }

    @Test
    @DisplayName("a message may come in fragments (RFC 6455 §5.4)")
    void joinsFragments() {
        assertEquals(
                List.of("text Hello", "binary 010203"),
                received(
                        ClientFrame.of(0x01, "Hel"),
                        ClientFrame.of(0x80, "lo"),
                        ClientFrame.ofHex(0x02, "01"),
                        ClientFrame.ofHex(0x00, ""),
                        ClientFrame.ofHex(0x00, "02"),
                        ClientFrame.ofHex(0x80, "03")));
    }

    @Test
    @DisplayName("control frames may come within a message (RFC 6455 §5.4)")
    void takesControlFramesBetweenFragments() {
        assertEquals(
                List.of("ping 01", "pong 02", "text Hello", "ping "),
                received(
                        ClientFrame.of(0x01, "Hel"),
                        ClientFrame.ofHex(0x89, "01"),
                        ClientFrame.ofHex(0x8a, "02"),
                        ClientFrame.of(0x80, "lo"),
                        ClientFrame.ofHex(0x89, "")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 125, 126, 127, 128, 4096, 65_535, 65_536, 200_000})
    void readsMessagesOfAnyLength(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        String text = "x".repeat(length);
        assertEquals(
                List.of("binary " + HexFormat.of().formatHex(data), "text " + text),
                received(ClientFrame.of(FIN_BINARY, data), ClientFrame.of(FIN_TEXT, text)));
    }

    @Test
    void readsControlFramesOfAnyLength() {
        for (int length = 0; length <= 125; length++) {
            byte[] data = new byte[length];
            new Random(length).nextBytes(data);
            String hex = HexFormat.of().formatHex(data);
            assertEquals(
                    List.of("ping " + hex, "pong " + hex),
                    received(ClientFrame.of(0x89, data), ClientFrame.of(0x8a, data)));
        }
    }

    @Test
    @DisplayName("a text frame might include a partial UTF-8 sequence (RFC 6455 §5.6)")
    void readsCharactersCutByFrames() {
        assertEquals(
                List.of("text ä€😀"),
                received(
                        ClientFrame.ofHex(0x01, "c3"),
                        ClientFrame.ofHex(0x00, "a4 e2 82"),
                        ClientFrame.ofHex(0x00, "ac f0"),
                        ClientFrame.ofHex(0x00, ""),
                        ClientFrame.ofHex(0x00, "9f 98"),
                        ClientFrame.ofHex(0x80, "80")));
    }

    @ParameterizedTest
    @DisplayName("a close frame has a code and a reason, or nothing (RFC 6455 §5.5.1)")
    @CsvSource({
        "'', close 1005 ",
        "03e8, close 1000 ",
        "03e9 62 79 65, close 1001 bye",
        "03ea c3 a4, close 1002 ä",
        "03eb, close 1003 ",
        "03ef, close 1007 ",
        "03f0, close 1008 ",
        "03f1, close 1009 ",
        "03f2, close 1010 ",
        "03f3, close 1011 ",
        "03f4, close 1012 ",
        "03f5, close 1013 ",
        "03f6, close 1014 ",
        "0bb8, close 3000 ",
        "0f9f, close 3999 ",
        "0fa0, close 4000 ",
        "1387, close 4999 "
    })
    void readsCloseFrames(String payload, String close) {
        assertEquals(close.strip(), received(ClientFrame.ofHex(0x88, payload)).getFirst().strip());
    }

    @Test
    void readsTheLongestReason() {
        String reason = "ä".repeat(61) + "a";
        assertEquals(List.of("close 1000 " + reason), received(ClientFrame.close(1000, reason)));
    }

    @Test
    @DisplayName("what comes behind a close frame is discarded (RFC 6455 §1.4)")
    void ignoresEverythingBehindAClose() {
        assertEquals(
                List.of("text a", "close 1000 "),
                received(
                        ClientFrame.of(FIN_TEXT, "a"),
                        ClientFrame.of(0x01, "never ended"),
                        ClientFrame.ofHex(0x88, "03e8"),
                        ClientFrame.ofHex(0x80, "ff"),
                        new ClientFrame(0xff, 0, false, new byte[3])));
    }

    @Test
    void stopsAtTheEndOfEachMessage() throws WebSocketException {
        byte[] octets =
                ClientFrame.stream(ClientFrame.of(FIN_TEXT, "a"), ClientFrame.of(FIN_TEXT, "b"));
        MessageDecoder decoder = Decoded.decoder();
        assertEquals(7, decoder.decode(octets, 0, octets.length));
        assertEquals(new Received.Text("a"), decoder.received());
        assertEquals(6, decoder.decode(octets, 7, 13));
        assertNull(decoder.received());
        assertEquals(1, decoder.decode(octets, 13, 14));
        assertEquals(new Received.Text("b"), decoder.received());
        assertEquals(0, decoder.decode(octets, 14, 14));
        assertNull(decoder.received());
    }

    @Test
    void takesWhatLiesAnywhereInAnArray() throws WebSocketException {
        byte[] frame = ClientFrame.of(FIN_TEXT, "somewhere").octets();
        byte[] octets = new byte[frame.length + 20];
        System.arraycopy(frame, 0, octets, 13, frame.length);
        MessageDecoder decoder = Decoded.decoder();
        assertEquals(frame.length, decoder.decode(octets, 13, 13 + frame.length));
        assertEquals(new Received.Text("somewhere"), decoder.received());
        assertArrayEquals(new byte[13], Arrays.copyOf(octets, 13));
        assertArrayEquals(
                new byte[7], Arrays.copyOfRange(octets, 13 + frame.length, octets.length));
    }

    @Test
    void handsOutDataThatNobodyElseHolds() throws WebSocketException {
        byte[] octets = ClientFrame.of(FIN_BINARY, "data").octets();
        MessageDecoder decoder = Decoded.decoder();
        decoder.decode(octets, 0, octets.length);
        Received.Binary binary = assertInstanceOf(Received.Binary.class, decoder.received());
        Arrays.fill(octets, (byte) 0);
        assertArrayEquals(new byte[] {'d', 'a', 't', 'a'}, binary.data());
    }

    @Test
    void tellsOfEachFrame() throws WebSocketException {
        List<String> frames = new ArrayList<>();
        MessageDecoder decoder =
                new MessageDecoder(
                        1000,
                        1000,
                        null,
                        (opcode, fin, length) -> frames.add(opcode + " " + fin + " " + length));
        byte[] octets =
                ClientFrame.stream(
                        ClientFrame.of(0x01, "Hel"),
                        ClientFrame.of(0x89, ""),
                        ClientFrame.of(0x80, "lo"),
                        ClientFrame.of(0x82, new byte[300]),
                        ClientFrame.ofHex(0x88, "03e8"));
        Decoded.singly(decoder, octets);
        assertEquals(
                List.of(
                        "TEXT false 3",
                        "PING true 0",
                        "CONTINUATION true 2",
                        "BINARY true 300",
                        "CLOSE true 2"),
                frames);
    }

    @Test
    void doesNotTellOfFramesThatItRefuses() {
        List<Opcode> frames = new ArrayList<>();
        for (ClientFrame refused :
                List.of(
                        ClientFrame.of(0x83, "a"),
                        ClientFrame.of(0x80, "a"),
                        new ClientFrame(0x81, 0, false, new byte[1]),
                        ClientFrame.of(0x82, new byte[1001]))) {
            MessageDecoder decoder =
                    new MessageDecoder(1000, 2000, null, (opcode, _, _) -> frames.add(opcode));
            assertNotEquals(0, Decoded.of(decoder, refused.octets()).code());
        }
        assertEquals(List.of(), frames);
    }
}
