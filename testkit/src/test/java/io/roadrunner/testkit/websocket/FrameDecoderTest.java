package io.roadrunner.testkit.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.Octets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames of a server from octets, however they are split.
class FrameDecoderTest {
    private final FrameDecoder decoder = new FrameDecoder();

    @Test
    void framesAreMadeOfOctetsOneByOne() {
        byte[] large = new byte[70_000];
        large[69_999] = 1;
        OutgoingFrame[] frames = {
            Frames.text("Hello").unmasked(),
            Frames.binary(new byte[126]).notFinal().unmasked(),
            Frames.continuation(large).unmasked(),
            Frames.close(1001, "bye").unmasked()
        };
        for (OutgoingFrame frame : frames) {
            byte[] octets = frame.bytes();
            for (int i = 0; i < octets.length; i++) {
                assertNull(decoder.next());
                decoder.append(new byte[] {octets[i]});
            }
            assertEquals(frame.asReceived(), decoder.next());
        }
        assertNull(decoder.next());
    }

    @Test
    void aFrameTellsWhatItHas() {
        decoder.append(HexFormat.of().parseHex("41026869880703e9c3a4c3a42e"));
        Frame text = decoder.next();
        assertEquals(new Frame(false, 4, Opcode.TEXT, Octets.of("hi")), text);
        Frame close = decoder.next();
        assertEquals("CLOSE 1001 \"ää.\"", String.valueOf(close));
        assertEquals("TEXT not final rsv 4 \"hi\"", String.valueOf(text));
        assertEquals(Frame.NO_CODE, Frames.close().asReceived().closeCode());
        assertEquals("", Frames.close().asReceived().closeReason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // masked
                "8180",
                // lengths that are not in the shortest form, and one that is negative
                "817e007d",
                "817f000000000000ffff",
                "817f8000000000000000",
                // more than 64 MiB
                "827f0000000004000001",
                // reserved opcodes
                "8300",
                "8700",
                "8b00",
                "8f00",
                // control frames that are fragmented or long
                "0900",
                "897e007e",
                "887e007e",
            })
    void whatAServerMayNotSendIsRefused(String hex) {
        decoder.append(HexFormat.of().parseHex(hex));
        assertThrows(MalformedResponseException.class, decoder::next);
    }
}
