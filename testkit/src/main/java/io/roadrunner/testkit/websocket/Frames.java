package io.roadrunner.testkit.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Makes what [WebSocketWire#send(Outgoing...)] sends, valid or not. Nothing here checks anything:
/// a frame that is not masked, of the wrong length or with a wrong code is what many tests want.
///
/// ```java
/// wire.send(text("he").notFinal(), ping("x"), continuation("llo"));
/// ```
///
/// Stateless; any thread.
public final class Frames {
    private Frames() {}

    /// {@return a whole text message}
    ///
    /// @param text sent as UTF-8
    public static OutgoingFrame text(String text) {
        return text(utf8(text));
    }

    /// {@return a whole text message, which need not be UTF-8}
    ///
    /// @param octets the payload
    public static OutgoingFrame text(byte[] octets) {
        return frame(Opcode.TEXT.code(), octets);
    }

    /// {@return a whole binary message}
    ///
    /// @param octets the payload
    public static OutgoingFrame binary(byte[] octets) {
        return frame(Opcode.BINARY.code(), octets);
    }

    /// {@return the last frame of a message that has begun}
    ///
    /// @param text sent as UTF-8
    public static OutgoingFrame continuation(String text) {
        return continuation(utf8(text));
    }

    /// {@return the last frame of a message that has begun}
    ///
    /// @param octets the payload
    public static OutgoingFrame continuation(byte[] octets) {
        return frame(Opcode.CONTINUATION.code(), octets);
    }

    /// {@return a ping}
    ///
    /// @param data sent as UTF-8; more than 125 octets are an error
    public static OutgoingFrame ping(String data) {
        return frame(Opcode.PING.code(), utf8(data));
    }

    /// {@return a pong}
    ///
    /// @param data sent as UTF-8; more than 125 octets are an error
    public static OutgoingFrame pong(String data) {
        return frame(Opcode.PONG.code(), utf8(data));
    }

    /// {@return a close without a code}
    public static OutgoingFrame close() {
        return close(new byte[0]);
    }

    /// {@return a close without a reason}
    ///
    /// @param code 0 to 65 535
    public static OutgoingFrame close(int code) {
        return close(code, "");
    }

    /// {@return a close}
    ///
    /// @param code 0 to 65 535
    /// @param reason sent as UTF-8; more than 123 octets are an error
    public static OutgoingFrame close(int code, String reason) {
        return close(code, utf8(reason));
    }

    /// {@return a close with a reason that need not be UTF-8}
    ///
    /// @param code 0 to 65 535
    /// @param reason the payload behind the code
    public static OutgoingFrame close(int code, byte[] reason) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason);
        return close(payload.toByteArray());
    }

    /// {@return a close with any payload}
    ///
    /// @param payload one octet is an error
    public static OutgoingFrame close(byte[] payload) {
        return frame(Opcode.CLOSE.code(), payload);
    }

    /// {@return a final frame of any opcode}
    ///
    /// @param opcode 0 to 15
    /// @param payload any number of octets
    public static OutgoingFrame frame(int opcode, byte[] payload) {
        return OutgoingFrame.of(opcode, payload);
    }

    /// {@return octets that need not be a frame}
    ///
    /// @param octets as they are
    public static Outgoing raw(byte[] octets) {
        return new OutgoingOctets(octets, octets.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
