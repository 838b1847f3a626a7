package io.roadrunner.http1;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.http.Headers;
import java.nio.charset.StandardCharsets;

/// Writes response heads (RFC 9112 §4). A final one is [#statusLine], [#fields], what the caller
/// decided about framing and persistence, and an empty line; [#interim] and [#switching] write
/// whole heads. Names and values have been checked before. Stateless; any thread.
///
/// Fields that are the server's to decide are left out of what a handler gave: `content-length`,
/// `transfer-encoding`, `connection`, `keep-alive` and `proxy-connection`; `upgrade` is left out of
/// interim responses and gets its connection option in final ones.
final class ResponseHeadEncoder {
    static final int SWITCHING_PROTOCOLS = 101;
    private static final byte[] CONTENT_LENGTH = octets("content-length: ");
    private static final byte[] CHUNKED = octets("transfer-encoding: chunked\r\n");
    private static final byte[] CLOSE = octets("connection: close\r\n");
    private static final byte[] KEEP_ALIVE = octets("connection: keep-alive\r\n");
    private static final byte[] UPGRADE = octets("connection: upgrade\r\nupgrade: ");

    private ResponseHeadEncoder() {}

    /// Appends the status line of a status from 100 to 599.
    static void statusLine(ByteOutput out, int status) {
        StatusLine.put(out, status);
    }

    /// Appends the fields, and the date line unless they have a date.
    ///
    /// @param dateLine a whole field line with its CRLF
    static void fields(ByteOutput out, Headers headers, byte[] dateLine) {
        boolean dated = false;
        int size = headers.size();
        for (int i = 0; i < size; i++) {
            String name = headers.name(i);
            if (name.equals("upgrade")) {
                upgrade(out, headers.value(i));
            } else if (!isManaged(name)) {
                dated |= name.equals("date");
                FieldLine.put(out, name, headers.value(i));
            }
        }
        if (!dated) {
            out.put(dateLine);
        }
    }

    /// A whole `date` line.
    static byte[] dateLine(String date) {
        return octets("date: " + date + "\r\n");
    }

    /// Appends `content-length`.
    static void contentLength(ByteOutput out, long length) {
        out.put(CONTENT_LENGTH).putDecimal(length).putLineEnd();
    }

    /// Appends `transfer-encoding: chunked`.
    static void chunked(ByteOutput out) {
        out.put(CHUNKED);
    }

    /// Appends `connection: close`.
    static void close(ByteOutput out) {
        out.put(CLOSE);
    }

    /// Appends `connection: keep-alive`, which only an HTTP/1.0 client needs.
    static void keepAlive(ByteOutput out) {
        out.put(KEEP_ALIVE);
    }

    /// Appends the whole head of an interim response from 100 to 199 other than 101.
    static void interim(ByteOutput out, int status, Headers headers) {
        StatusLine.put(out, status);
        interimFields(out, headers);
        out.putLineEnd();
    }

    /// Appends the whole head of a 101 response.
    ///
    /// @param protocol what the connection switches to
    static void switching(ByteOutput out, String protocol, Headers headers) {
        StatusLine.put(out, SWITCHING_PROTOCOLS);
        // "A server that sends a 101 (Switching Protocols) response MUST send an Upgrade header
        // field" RFC 9110 §7.8
        upgrade(out, protocol);
        interimFields(out, headers);
        out.putLineEnd();
    }

    /// "A sender of Upgrade MUST also send an "Upgrade" connection option" RFC 9110 §7.8; a 426 is
    /// the final response that needs it (RFC 9110 §15.5.22).
    private static void upgrade(ByteOutput out, String protocols) {
        out.put(UPGRADE).putLatin1(protocols).putLineEnd();
    }

    private static void interimFields(ByteOutput out, Headers headers) {
        int size = headers.size();
        for (int i = 0; i < size; i++) {
            String name = headers.name(i);
            if (!isManaged(name) && !name.equals("upgrade")) {
                FieldLine.put(out, name, headers.value(i));
            }
        }
    }

    private static boolean isManaged(String name) {
        return switch (name) {
            case "connection",
                    "content-length",
                    "keep-alive",
                    "proxy-connection",
                    "transfer-encoding" ->
                    true;
            default -> false;
        };
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
