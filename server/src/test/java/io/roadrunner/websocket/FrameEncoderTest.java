package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.bytes.ByteOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEncoderTest {
    private static byte[] written(Consumer<ByteOutput> frames) {
        ByteOutput out = new ByteOutput(8);
        frames.accept(out);
        ByteBuffer buffer = out.toByteBuffer();
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }

    private static String hex(Consumer<ByteOutput> frames) {
        return HexFormat.of().formatHex(written(frames));
    }

    @Test
    @DisplayName("the unmasked examples of RFC 6455 §5.7")
    void writesTheExamples() {
        byte[] hello = "Hello".getBytes(StandardCharsets.US_ASCII);
        assertEquals("810548656c6c6f", hex(out -> FrameEncoder.frame(out, Opcode.TEXT, hello)));
        assertEquals("890548656c6c6f", hex(out -> FrameEncoder.frame(out, Opcode.PING, hello)));
        assertEquals("8a0548656c6c6f", hex(out -> FrameEncoder.frame(out, Opcode.PONG, hello)));
        byte[] large = new byte[256];
        assertArrayEquals(
                HexFormat.of().parseHex("827e0100" + "00".repeat(256)),
                written(out -> FrameEncoder.frame(out, Opcode.BINARY, large)));
        byte[] larger = new byte[65_536];
        assertArrayEquals(
                HexFormat.of().parseHex("827f0000000000010000" + "00".repeat(65_536)),
                written(out -> FrameEncoder.frame(out, Opcode.BINARY, larger)));
    }

    @ParameterizedTest(name = "{0} octets are announced as {1}")
    @DisplayName("a length takes the minimal number of bytes (RFC 6455 §5.2)")
    @CsvSource({
        "0, 00",
        "1, 01",
        "125, 7d",
        "126, 7e007e",
        "127, 7e007f",
        "65535, 7effff",
        "65536, 7f0000000000010000",
        "2147483647, 7f000000007fffffff"
    })
    void writesLengths(int length, String octets) {
        assertEquals(
                "82" + octets, hex(out -> FrameEncoder.head(out, Opcode.BINARY, false, length)));
    }

    @Test
    @DisplayName("RSV1 tells that a message is compressed (RFC 7692 §6)")
    void marksACompressedMessage() {
        assertEquals("c105", hex(out -> FrameEncoder.head(out, Opcode.TEXT, true, 5)));
        assertEquals("c205", hex(out -> FrameEncoder.head(out, Opcode.BINARY, true, 5)));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, '', 880203e8",
        "1001, bye, 880503e9627965",
        "1014, ä, 880403f6c3a4",
        "4999, '', 88021387",
        "1005, '', 8800",
        "1005, ignored, 8800"
    })
    void writesCloseFrames(int code, String reason, String octets) {
        assertEquals(octets, hex(out -> FrameEncoder.close(out, code, reason)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 1004, 1006, 1015, 1016, 2999, 5000, 65_536 + 1000})
    void refusesToWriteACodeThatIsNone(int code) {
        ByteOutput out = new ByteOutput(8);
        assertThrows(IllegalArgumentException.class, () -> FrameEncoder.close(out, code, ""));
        assertEquals(0, out.size());
    }

    @ParameterizedTest
    @DisplayName("control frames have 125 octets or less (RFC 6455 §5.5)")
    @EnumSource(
            value = Opcode.class,
            names = {"PING", "PONG", "CLOSE"})
    void boundsWhatAControlFrameCarries(Opcode opcode) {
        byte[] most = written(out -> FrameEncoder.frame(out, opcode, new byte[125]));
        assertEquals(127, most.length);
        ByteOutput out = new ByteOutput(8);
        assertThrows(
                IllegalArgumentException.class,
                () -> FrameEncoder.frame(out, opcode, new byte[126]));
        assertThrows(IllegalArgumentException.class, () -> FrameEncoder.head(out, opcode, true, 0));
        assertEquals(0, out.size());
    }

    @Test
    void boundsTheReasonOfACloseFrame() {
        byte[] most = written(out -> FrameEncoder.close(out, 1000, "ä".repeat(61) + "a"));
        assertEquals(127, most.length);
        ByteOutput out = new ByteOutput(8);
        String words = "ä".repeat(62);
        assertThrows(IllegalArgumentException.class, () -> FrameEncoder.close(out, 1000, words));
        assertEquals(0, out.size());
    }
}
