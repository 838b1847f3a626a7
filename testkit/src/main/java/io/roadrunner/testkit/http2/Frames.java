package io.roadrunner.testkit.http2;

import java.nio.charset.StandardCharsets;

/// Makes what [Http2Wire#send(Outgoing...)] sends, valid or not. Nothing here checks anything: a
/// frame on the wrong stream, of the wrong length or with a wrong value is what many tests want.
///
/// ```java
/// wire.send(headers(1).post("/upload").field("x", "y"), data(1, "text").endStream());
/// ```
///
/// Stateless; any thread.
public final class Frames {
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Frames() {}

    /// {@return the preface of a client, RFC 9113 §3.4, without the SETTINGS behind it}
    public static RawFrame preface() {
        return RawFrame.octets(PREFACE);
    }

    /// {@return HEADERS without a field}
    ///
    /// @param stream 0 to 2³¹−1
    public static HeadersFrame headers(int stream) {
        return new HeadersFrame(stream);
    }

    /// {@return HEADERS without a field, which end the stream}
    ///
    /// @param stream 0 to 2³¹−1
    public static HeadersFrame trailers(int stream) {
        return new HeadersFrame(stream).endStream(true);
    }

    /// {@return CONTINUATION which ends the block}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param piece the rest of the block
    public static RawFrame continuation(int stream, byte[] piece) {
        return continuation(stream, piece, true);
    }

    /// {@return CONTINUATION}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param piece a part of a block
    /// @param endHeaders whether END_HEADERS is set
    public static RawFrame continuation(int stream, byte[] piece, boolean endHeaders) {
        int flags = endHeaders ? FrameType.END_HEADERS : 0;
        return frame(FrameType.CONTINUATION, flags, stream, piece);
    }

    /// {@return DATA which does not end the stream}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param text sent as UTF-8
    public static DataFrame data(int stream, String text) {
        return data(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return DATA which does not end the stream}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param content up to 2²⁴−1 octets
    public static DataFrame data(int stream, byte[] content) {
        return new DataFrame(stream, content);
    }

    /// {@return SETTINGS without a value}
    public static SettingsFrame settings() {
        return new SettingsFrame();
    }

    /// {@return the acknowledgment of SETTINGS}
    public static RawFrame settingsAck() {
        return frame(FrameType.SETTINGS, FrameType.ACK, 0, new byte[0]);
    }

    /// {@return PING}
    ///
    /// @param data 8 characters of ISO 8859-1; another number of them is an error
    public static RawFrame ping(String data) {
        return frame(FrameType.PING, 0, 0, data.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// {@return the answer to PING}
    ///
    /// @param data 8 characters of ISO 8859-1; another number of them is an error
    public static RawFrame pingAck(String data) {
        return ping(data).flags(FrameType.ACK);
    }

    /// {@return RST_STREAM}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param code why
    public static RawFrame reset(int stream, ErrorCode code) {
        return reset(stream, code.code());
    }

    /// {@return RST_STREAM with a code that need not be known}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param code 0 to 2³²−1
    public static RawFrame reset(int stream, long code) {
        return frame(FrameType.RST_STREAM, 0, stream, new FrameBytes().integer(code).bytes());
    }

    /// {@return WINDOW_UPDATE}
    ///
    /// @param stream 0 for the connection, to 2³¹−1
    /// @param increment 1 to 2³¹−1; 0 is an error
    public static RawFrame windowUpdate(int stream, long increment) {
        byte[] payload = new FrameBytes().integer(increment).bytes();
        return frame(FrameType.WINDOW_UPDATE, 0, stream, payload);
    }

    /// {@return GOAWAY}
    ///
    /// @param lastStream 0 to 2³¹−1
    /// @param code why
    public static RawFrame goAway(int lastStream, ErrorCode code) {
        byte[] payload = new FrameBytes().integer(lastStream).integer(code.code()).bytes();
        return frame(FrameType.GOAWAY, 0, 0, payload);
    }

    /// {@return PRIORITY of the old scheme, not exclusive and of weight 16}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param dependsOn 0 to 2³¹−1; the same stream is an error
    public static RawFrame priority(int stream, int dependsOn) {
        return frame(FrameType.PRIORITY, 0, stream, priorityPayload(dependsOn, 16, false));
    }

    /// {@return PRIORITY_UPDATE, RFC 9218 §7.1}
    ///
    /// @param stream the stream that it is about, 0 to 2³¹−1
    /// @param value a structured field such as `u=3, i`
    public static RawFrame priorityUpdate(int stream, String value) {
        FrameBytes payload = new FrameBytes().integer(stream);
        payload.append(value.getBytes(StandardCharsets.ISO_8859_1));
        return frame(FrameType.PRIORITY_UPDATE, 0, 0, payload.bytes());
    }

    /// {@return PUSH_PROMISE, which a client may not send}
    ///
    /// @param stream 0 to 2³¹−1
    /// @param promised the stream that is promised
    /// @param block the header block
    public static RawFrame pushPromise(int stream, int promised, HeaderBlock block) {
        FrameBytes payload = new FrameBytes().integer(promised).append(block.bytes());
        return frame(FrameType.PUSH_PROMISE, FrameType.END_HEADERS, stream, payload.bytes());
    }

    /// {@return a frame of any type}
    ///
    /// @param type 0 to 0xff
    /// @param flags 0 to 0xff
    /// @param stream 0 to 2³¹−1
    /// @param payload up to 2²⁴−1 octets
    public static RawFrame frame(int type, int flags, int stream, byte[] payload) {
        return RawFrame.frame(type, flags, stream, payload);
    }

    /// {@return octets that need not be a frame}
    ///
    /// @param octets as they are
    public static RawFrame raw(byte[] octets) {
        return RawFrame.octets(octets);
    }

    /// {@return a text that need not be a frame}
    ///
    /// @param latin1 each character one octet
    public static RawFrame raw(String latin1) {
        return raw(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] priorityPayload(int dependsOn, int weight, boolean exclusive) {
        long dependency = dependsOn | (exclusive ? 0x8000_0000L : 0);
        return new FrameBytes().integer(dependency).octet(weight - 1).bytes();
    }
}
