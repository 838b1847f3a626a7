package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.rpc.GoridgeWire.Answer;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames over a real socket, byte for byte: good ones, refused ones, bad ones. After each the
/// server answers a good call.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesTest {
    private RpcProgram program;

    @BeforeAll
    void start() {
        program =
                RpcProgram.start(
                        options -> options.maxPayload(1 << 16),
                        OwnMethods.of("Echo", text -> text));
    }

    @AfterAll
    void stop() {
        program.close();
    }

    /// The bytes were made by Python, as in the unit test of frames.
    @ParameterizedTest
    @CsvSource({
        "15081d00000008f6da700000010000000d0000007374617475732e537461747573"
                + "7b22706c7567696e223a22776562227d,"
                + "1508190000005f61b8ff0000010000000d0000007374617475732e537461747573"
                + "7b22636f6465223a3230307d",
        "1580120000000d1d2fa90000020000000d0000007374617475732e537461747573"
                + "0a03776562,"
                + "15801000000086d526030000020000000d0000007374617475732e537461747573"
                + "08c801"
    })
    void aGoldenCallHasAGoldenAnswer(String call, String answer) throws IOException {
        byte[] expected = HexFormat.of().parseHex(answer);
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(HexFormat.of().parseHex(call));
            assertArrayEquals(expected, wire.receive(expected.length));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, 0x60, 'gob is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)'",
        "0x20, 0x60, 'gob is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)'",
        "0x10, 0x50, 'msgpack is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)'",
        "0x88, 0xc8, 'a frame has one codec, not several'",
        "0x09, 0x48, 'a control frame is no call'"
    })
    void aCallThatIsNotForThisServerIsRefusedAndTheConnectionStays(
            String flags, String answered, String text) throws IOException {
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            byte[] call = GoridgeWire.call(Integer.decode(flags), 7, "test.Echo", "{}");
            Answer answer = wire.send(call).receive();
            assertEquals(new Answer(Integer.decode(answered), 0, 7, "test.Echo", text), answer);
            assertEchoed(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aStreamIsRefusedAndTheConnectionStays(int stream) throws IOException {
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(GoridgeWire.frame(GoridgeWire.JSON, stream, "test.Echo{}", 7, 9));
            assertEquals(
                    new Answer(0x48, 0, 7, "test.Echo", "a call is no stream"), wire.receive());
            assertEchoed(wire);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "test.Nothing, {}, 'no such method: test.Nothing'",
        "'', '', 'no such method: '",
        "test.Echo, '{', 'JSON: cut off, at character 1'",
        "test.Echo, '{\"txet\":\"\"}', 'JSON: Text has no member txet'",
        "test.Echo, '{\"text\":7}', 'JSON: text is not of type STRING'"
    })
    void aCallThatCannotBeIsAnsweredByAnErrorAndTheConnectionStays(
            String method, String argument, String text) throws IOException {
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            assertEquals(new Answer(0x48, 0, -1, method, text), wire.ask(-1, method, argument));
            assertEchoed(wire);
        }
    }

    @Test
    void aNameIsGivenBackAsItCameButWithoutItsControlCharactersInTheText() throws IOException {
        String name = "a\r\n\u0000\u00ff%n{0}";
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            Answer answer = wire.ask(3, name, "");
            assertEquals(new Answer(0x48, 0, 3, name, "no such method: a????%n{0}"), answer);
        }
    }

    @Test
    void aPingIsAnsweredByAPongAndAPongByNothing() throws IOException {
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(GoridgeWire.frame(0, 4, "", new int[0]));
            assertArrayEquals(
                    HexFormat.of().parseHex("13000000000096d180340800"), wire.receive(12));
            wire.send(GoridgeWire.frame(0, 4, "abc", 7, 1));
            assertEquals(new Answer(0, 8, 7, "a", "bc"), wire.receive());
            wire.send(GoridgeWire.frame(0, 8, "", new int[0]));
            assertEchoed(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Versions 0 and 2, and a peer that speaks HTTP.
                "05081e000000e6596f620000010000000d000000",
                "25081e000000e6596f620000010000000d000000",
                "474554202f20485454502f312e310d0a0d0a",
                // Headers of 2 and 14 words, and a checksum that is wrong.
                "12081e000000e6596f620000",
                "1e081e000000e6596f620000",
                "15081e000000e6596f630000010000000d000000"
            })
    void whatIsNoFrameEndsTheConnectionWithoutAWord(String hex) throws IOException {
        assertEnded(HexFormat.of().parseHex(hex), "");
    }

    @Test
    void aFrameThatIsNoCallEndsTheConnectionWithoutAWord() throws IOException {
        assertEnded(GoridgeWire.frame(GoridgeWire.JSON, 0, "test.Echo{}", new int[0]), "");
        assertEnded(GoridgeWire.frame(GoridgeWire.JSON, 0, "test.Echo{}", 9), "");
        assertEnded(GoridgeWire.frame(GoridgeWire.JSON, 0, "test.Echo{}", 1, 9, 1), "");
        assertEnded(GoridgeWire.frame(GoridgeWire.JSON + 0x40, 0, "test.Echo{}", 1, 9), "");
    }

    @Test
    void aNameLongerThanItsPayloadEndsTheConnectionWithAnError() throws IOException {
        assertEnded(
                GoridgeWire.frame(GoridgeWire.JSON, 0, "test.Echo", 7, 10),
                "a name of 10 bytes in a payload of 9");
        assertEnded(
                GoridgeWire.frame(GoridgeWire.JSON, 0, "test.Echo", 7, -1),
                "a name of 4294967295 bytes in a payload of 9");
        assertEnded(
                GoridgeWire.frame(GoridgeWire.JSON, 0, "x".repeat(300), 7, 257),
                "a name of 257 bytes, more than 256");
    }

    @Test
    void thePayloadHasABoundThatIsReached() throws IOException {
        String text = "x".repeat((1 << 16) - "test.Echo".length() - "{\"text\":\"\"}".length());
        String argument = "{\"text\":\"" + text + "\"}";
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            assertEquals(argument, wire.ask(1, "test.Echo", argument).body());
        }
        assertEnded(
                GoridgeWire.call(GoridgeWire.JSON, 7, "test.Echo", argument + " "),
                "a payload of 65537 bytes, more than 65536");
    }

    private void assertEchoed(GoridgeWire wire) throws IOException {
        String argument = "{\"text\":\"still here\"}";
        assertEquals(
                new Answer(GoridgeWire.JSON, 0, 8, "test.Echo", argument),
                wire.ask(8, "test.Echo", argument));
    }

    /// @param text of the error that comes before the end, empty when none comes
    private void assertEnded(byte[] bytes, String text) throws IOException {
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(bytes);
            if (!text.isEmpty()) {
                assertEquals(new Answer(0x48, 0, 7, "", text), wire.receive());
            }
            assertEquals(0, wire.receiveToEnd().length);
        }
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            assertEchoed(wire);
        }
    }
}
