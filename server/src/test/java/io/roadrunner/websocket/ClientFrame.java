package io.roadrunner.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// A frame as a client sends it, or as none should: written by the letter of RFC 6455 §5.2 and with
/// nothing of the code under test.
///
/// @param first the octet with FIN, the reserved bits and the opcode
/// @param width how many octets of length come behind the seven bits: 0, 2 or 8, or -1 for what is
///   right
/// @param masked whether it is masked
/// @param payload what it carries
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record ClientFrame(int first, int width, boolean masked, byte[] payload) {
    static final byte[] KEY = {(byte) 0xa1, 0x2b, (byte) 0xc3, 0x00};

    static ClientFrame of(int first, byte[] payload) {
        return new ClientFrame(first, -1, true, payload);
    }

    static ClientFrame of(int first, String payload) {
        return of(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    static ClientFrame ofHex(int first, String payload) {
        return of(first, HexFormat.of().parseHex(payload.replace(" ", "")));
    }

    static ClientFrame close(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[words.length + 2];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(words, 0, payload, 2, words.length);
        return of(0x88, payload);
    }

    /// The frame on the wire.
    byte[] octets() {
        byte[] head = head(first, width, masked, payload.length);
        byte[] octets = Arrays.copyOf(head, head.length + payload.length);
        for (int i = 0; i < payload.length; i++) {
            octets[head.length + i] = (byte) (masked ? payload[i] ^ KEY[i % 4] : payload[i]);
        }
        return octets;
    }

    /// A head alone, with the key if there is one.
    static byte[] head(int first, int width, boolean masked, long length) {
        int octets = width >= 0 ? width : length < 126 ? 0 : length < 65_536 ? 2 : 8;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int seven = octets == 0 ? (int) length : octets == 2 ? 126 : 127;
        out.write((masked ? 0x80 : 0) | seven);
        for (int i = octets - 1; i >= 0; i--) {
            out.write((int) (length >>> (8 * i)));
        }
        if (masked) {
            out.writeBytes(KEY);
        }
        return out.toByteArray();
    }

    static byte[] stream(ClientFrame... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ClientFrame frame : frames) {
            out.writeBytes(frame.octets());
        }
        return out.toByteArray();
    }
}
