package io.roadrunner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcFrameDecoderTest {
    private static byte[] frame(int announced, int length) {
        return ByteBuffer.allocate(5 + length).put((byte) 0).putInt(announced).array();
    }

    @Test
    void aMessageUpToTheLongestIsFound() throws GrpcException {
        for (int length : new int[] {0, 1, 255, 4096}) {
            ByteBuffer message = GrpcFrameDecoder.message(frame(length, length));
            assertEquals(length, message.remaining());
        }
    }

    @Test
    void oneByteMoreIsTooMuchWhetherItIsThereOrNot() {
        for (int length : new int[] {4097, 4096, 0}) {
            GrpcException refused =
                    assertThrows(
                            GrpcException.class,
                            () -> GrpcFrameDecoder.message(frame(4097, length)));
            assertEquals(GrpcStatus.RESOURCE_EXHAUSTED, refused.status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', INTERNAL, the request has no message",
        "00, INTERNAL, the frame ends too early",
        "00000000, INTERNAL, the frame ends too early",
        "0000000001, INTERNAL, the frame ends too early",
        "00000000020a, INTERNAL, the frame ends too early",
        "0000000000ff, INTERNAL, the request has more than one message",
        "00000000000000000000, INTERNAL, the request has more than one message",
        "0100000000, UNIMPLEMENTED, compressed messages are not read",
        "0200000000, INTERNAL, the compressed flag is neither 0 nor 1",
        "ff00000000, INTERNAL, the compressed flag is neither 0 nor 1",
        "0080000000, RESOURCE_EXHAUSTED, the message has more than 4096 bytes",
        "00ffffffff, RESOURCE_EXHAUSTED, the message has more than 4096 bytes"
    })
    void whatIsNoFrameIsRefused(String hex, GrpcStatus status, String text) {
        byte[] content = HexFormat.of().parseHex(hex);
        GrpcException refused =
                assertThrows(GrpcException.class, () -> GrpcFrameDecoder.message(content));
        assertEquals(status, refused.status());
        assertEquals(text, refused.text());
    }
}
