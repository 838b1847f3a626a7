package io.roadrunner.benchmarks.run.openloop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames of HTTP/2 as a client writes them, RFC 9113 §4.1. Stateless.
final class Frames {
    static final int HEAD = 9;
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int ACK = 1;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int PRIORITY = 0x20;

    /// The setting, RFC 9113 §6.5.2.
    static final int INITIAL_WINDOW_SIZE = 4;

    /// So much may come on a stream, and on the connection beyond the 65 535 of the beginning.
    static final int WINDOW = 1 << 30;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /// `:method: GET` of the static table, RFC 7541 appendix A, and `:scheme`.
    private static final int GET = 0x82;

    private static final int HTTP = 0x86;
    private static final int HTTPS = 0x87;

    /// Literals without indexing of `:path` and `:authority`, RFC 7541 §6.2.2.
    private static final int PATH = 0x04;

    private static final int AUTHORITY = 0x01;

    private Frames() {}

    /// What a client says first: wide windows.
    static ByteBuffer opening() {
        byte[] preface = PREFACE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer setting = ByteBuffer.allocate(6).putShort((short) INITIAL_WINDOW_SIZE);
        ByteBuffer settings = frame(SETTINGS, 0, 0, setting.putInt(WINDOW).array());
        ByteBuffer window = windowUpdate(WINDOW);
        return ByteBuffer.allocate(preface.length + settings.remaining() + window.remaining())
                .put(preface)
                .put(settings)
                .put(window)
                .flip();
    }

    /// More room on the connection.
    static ByteBuffer windowUpdate(int octets) {
        return frame(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(octets).array());
    }

    /// A frame.
    static ByteBuffer frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(HEAD + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .flip();
    }

    /// The fields of a `GET`, which need no dynamic table.
    static byte[] fields(boolean tls, String authority, String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(GET);
        block.write(tls ? HTTPS : HTTP);
        literal(block, PATH, path);
        literal(block, AUTHORITY, authority);
        return block.toByteArray();
    }

    /// @param value shorter than 127 octets, so that its length is one octet
    private static void literal(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }
}
