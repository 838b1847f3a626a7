package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.MalformedResponseException;

/// Why a stream was reset or a connection given up, RFC 9113 §7.
public enum ErrorCode {
    /// 0x00: no error; a graceful end.
    NO_ERROR(0x0),
    /// 0x01: the protocol was broken, and no other code says how.
    PROTOCOL_ERROR(0x1),
    /// 0x02: a fault of the one who sends this.
    INTERNAL_ERROR(0x2),
    /// 0x03: more DATA came than the window allowed.
    FLOW_CONTROL_ERROR(0x3),
    /// 0x04: SETTINGS were not acknowledged in time.
    SETTINGS_TIMEOUT(0x4),
    /// 0x05: a frame for a stream whose peer had ended it.
    STREAM_CLOSED(0x5),
    /// 0x06: a frame of a size that it may not have.
    FRAME_SIZE_ERROR(0x6),
    /// 0x07: the stream was refused before anything was done with it.
    REFUSED_STREAM(0x7),
    /// 0x08: the stream is no longer wanted.
    CANCEL(0x8),
    /// 0x09: the state of HPACK cannot be kept.
    COMPRESSION_ERROR(0x9),
    /// 0x0a: the connection of a CONNECT request broke.
    CONNECT_ERROR(0xa),
    /// 0x0b: the peer makes too much load.
    ENHANCE_YOUR_CALM(0xb),
    /// 0x0c: the transport is not secure enough.
    INADEQUATE_SECURITY(0xc),
    /// 0x0d: HTTP/1.1 has to be used instead.
    HTTP_1_1_REQUIRED(0xd);

    private final int code;

    ErrorCode(int code) {
        this.code = code;
    }

    /// {@return the code on the wire, 0 to 13}
    public int code() {
        return code;
    }

    static ErrorCode of(long code) {
        for (ErrorCode known : values()) {
            if (known.code == code) {
                return known;
            }
        }
        throw new MalformedResponseException("no error code: 0x" + Long.toHexString(code));
    }
}
