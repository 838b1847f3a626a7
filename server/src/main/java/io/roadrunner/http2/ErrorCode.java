package io.roadrunner.http2;

/// Why a stream or a connection ends: the codes of RFC 9113 §7.
enum ErrorCode {
    /// No error: an orderly end.
    NO_ERROR(0x0),
    /// The peer broke the protocol in a way that no other code names.
    PROTOCOL_ERROR(0x1),
    /// This side failed.
    INTERNAL_ERROR(0x2),
    /// The peer sent more than its windows allow.
    FLOW_CONTROL_ERROR(0x3),
    /// SETTINGS were not acknowledged in time.
    SETTINGS_TIMEOUT(0x4),
    /// A frame came for a stream that had ended.
    STREAM_CLOSED(0x5),
    /// A frame has a length that its type does not allow.
    FRAME_SIZE_ERROR(0x6),
    /// Nothing has been done about the request; it may be sent again.
    REFUSED_STREAM(0x7),
    /// The stream is not wanted any more.
    CANCEL(0x8),
    /// A header block does not decode.
    COMPRESSION_ERROR(0x9),
    /// The connection made for a CONNECT was lost.
    CONNECT_ERROR(0xa),
    /// The peer costs more than it is allowed to.
    ENHANCE_YOUR_CALM(0xb),
    /// The transport is not secure enough.
    INADEQUATE_SECURITY(0xc),
    /// The request has to be sent over HTTP/1.1.
    HTTP_1_1_REQUIRED(0xd);

    private final int code;

    ErrorCode(int code) {
        this.code = code;
    }

    /// The number on the wire.
    int code() {
        return code;
    }

    /// The name of a number from the wire.
    static String nameOf(int code) {
        ErrorCode[] known = values();
        return code >= 0 && code < known.length ? known[code].name() : "error " + code;
    }
}
