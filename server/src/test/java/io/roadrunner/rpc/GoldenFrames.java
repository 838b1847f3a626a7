package io.roadrunner.rpc;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Frames and their bytes. The bytes were not made by the code under test but by Python:
///
/// ```python
/// def frame(flags, stream, options, payload):
///     head = struct.pack("<BBI", 0x10 | 3 + len(options), flags, len(payload))
///     crc = zlib.crc32(head)
///     rest = struct.pack("<IBB%dI" % len(options), crc, stream, 0, *options)
///     return head + rest + payload
/// ```
final class GoldenFrames {
    private GoldenFrames() {}

    /// @param name what it is
    /// @param frame as values
    /// @param hex as bytes
    record Golden(String name, GoridgeFrame frame, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> all() {
        return Stream.concat(calls(), others());
    }

    /// Each with two options and a method.
    static Stream<Golden> calls() {
        return Stream.of(
                golden(
                        "a call in JSON",
                        frame(0x08, 0, List.of(1, 13), "status.Status{\"plugin\":\"http\"}"),
                        "15081e000000e6596f620000010000000d0000007374617475732e537461747573"
                                + "7b22706c7567696e223a2268747470227d"),
                golden(
                        "an answer in JSON",
                        frame(0x08, 0, List.of(1, 13), "status.Status{\"code\":200}"),
                        "1508190000005f61b8ff0000010000000d0000007374617475732e537461747573"
                                + "7b22636f6465223a3230307d"),
                golden(
                        "a call in PROTO",
                        frame(0x80, 0, List.of(2, 13), "status.Status\n\4http"),
                        "158013000000687a93110000020000000d0000007374617475732e537461747573"
                                + "0a0468747470"),
                golden(
                        "an answer in PROTO",
                        frame(0x80, 0, List.of(2, 13), "status.Status\b\u00c8\1"),
                        "15801000000086d526030000020000000d0000007374617475732e537461747573"
                                + "08c801"),
                golden(
                        "an error",
                        frame(0x48, 0, List.of(3, 13), "status.Statusno such plugin: ftp"),
                        "1548200000003d8e682a0000030000000d0000007374617475732e537461747573"
                                + "6e6f207375636820706c7567696e3a20667470"),
                golden(
                        "the largest sequence, in RAW",
                        frame(0x04, 0, List.of(-1, 11), "rpc.Version"),
                        "15040b0000004a1358c00000ffffffff0b0000007270632e56657273696f6e"),
                golden(
                        "the begin of a stream",
                        frame(0x08, 1, List.of(7, 11), "rpc.Version"),
                        "15080b0000004bfea8050100070000000b0000007270632e56657273696f6e"),
                golden(
                        "the end of a stream",
                        frame(0x08, 2, List.of(7, 11), "rpc.Version"),
                        "15080b0000004bfea8050200070000000b0000007270632e56657273696f6e"));
    }

    private static Stream<Golden> others() {
        return Stream.of(
                golden("a ping", frame(0, 4, List.of(), ""), "13000000000096d180340400"),
                golden("a pong", frame(0, 8, List.of(), ""), "13000000000096d180340800"),
                golden(
                        "every flag and one option",
                        frame(0xfd, 0xf, List.of(Integer.MIN_VALUE), ""),
                        "14fd00000000c27521990f0000000080"),
                golden(
                        "ten options",
                        frame(1, 0, IntStream.rangeClosed(1, 10).boxed().toList(), "\0\u00ff"),
                        "1d0102000000dd51e3990000010000000200000003000000040000000500000006"
                                + "0000000700000008000000090000000a00000000ff"));
    }

    private static Golden golden(String name, GoridgeFrame frame, String hex) {
        return new Golden(name, frame, hex);
    }

    /// @param payload one character for each byte
    static GoridgeFrame frame(int flags, int stream, List<Integer> options, String payload) {
        return new GoridgeFrame(flags, stream, options, latin1(payload));
    }

    static ByteBuffer latin1(String text) {
        return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
