package io.roadrunner.benchmarks.run.client;

import io.roadrunner.benchmarks.run.plan.Measure.Idle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a client sends on a new connection, and how it sees that it has been answered. Stateless.
final class Opening {
    private static final int FRAME_HEAD = 9;
    private static final int TYPE = 3;
    private static final int FLAGS = 4;
    private static final int SETTINGS = 4;
    private static final int HEADERS = 1;
    private static final int DATA = 0;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /// `:method: GET` and `:scheme: http` of the static table, RFC 7541 appendix A.
    private static final List<Integer> GET_HTTP = List.of(0x82, 0x86);

    /// Literals without indexing of `:path` and `:authority`, RFC 7541 §6.2.2.
    private static final int PATH = 0x04;

    private static final int AUTHORITY = 0x01;

    private Opening() {}

    static byte[] of(Idle kind, String path) {
        return switch (kind) {
            case HTTP1 -> ascii("GET " + path + " HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
            case WEBSOCKET ->
                    ascii(
                            "GET "
                                    + path
                                    + " HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\n"
                                    + "connection: upgrade\r\nsec-websocket-version: 13\r\n"
                                    + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            case HTTP2 -> http2(path);
        };
    }

    private static byte[] http2(String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii(PREFACE));
        frame(out, SETTINGS, 0);
        byte[] block = block(path);
        frame(out, HEADERS, END_STREAM | END_HEADERS, block);
        return out.toByteArray();
    }

    /// What is sent once the answer has come: HTTP/2 wants the server's settings acknowledged.
    static byte[] afterAnswer(Idle kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (kind == Idle.HTTP2) {
            frame(out, SETTINGS, ACK);
        }
        return out.toByteArray();
    }

    /// The fields of a request, without the dynamic table.
    static byte[] block(String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GET_HTTP.forEach(out::write);
        literal(out, PATH, path);
        literal(out, AUTHORITY, "127.0.0.1");
        return out.toByteArray();
    }

    private static void literal(ByteArrayOutputStream out, int name, String value) {
        out.write(name);
        out.write(value.length());
        out.writeBytes(ascii(value));
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, byte... payload) {
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        // Settings are of the connection, and there is one request only.
        out.writeBytes(new byte[] {0, 0, 0, (byte) (type == HEADERS ? 1 : 0)});
        out.writeBytes(payload);
    }

    /// Whether so many octets are the whole answer. Bodies have a `content-length`.
    static boolean isAnswered(Idle kind, byte[] octets, int length) {
        return switch (kind) {
            case HTTP1 -> isWholeAnswer(new String(octets, 0, length, StandardCharsets.US_ASCII));
            case WEBSOCKET ->
                    new String(octets, 0, length, StandardCharsets.US_ASCII).contains("\r\n\r\n");
            case HTTP2 -> hasEndOfStream(octets, length);
        };
    }

    private static boolean isWholeAnswer(String text) {
        int end = text.indexOf("\r\n\r\n");
        return end >= 0 && text.length() > end + 4;
    }

    private static boolean hasEndOfStream(byte[] octets, int length) {
        int at = 0;
        while (at + FRAME_HEAD <= length) {
            int type = octets[at + TYPE];
            boolean mayEnd = type == HEADERS || type == DATA;
            int next = at + FRAME_HEAD + payloadLength(octets, at);
            if (mayEnd && (octets[at + FLAGS] & END_STREAM) != 0 && next <= length) {
                return true;
            }
            at = next;
        }
        return false;
    }

    private static int payloadLength(byte[] octets, int at) {
        return (octets[at] & 0xff) << 16 | (octets[at + 1] & 0xff) << 8 | (octets[at + 2] & 0xff);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
