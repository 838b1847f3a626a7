package io.roadrunner.http2;

/// What holds for frames of several types (RFC 9113 §6). Pure.
final class FrameRules {
    private FrameRules() {}

    static void requireStream(Frame frame) throws Http2Exception.OfConnection {
        require(frame.streamId() != 0, ErrorCode.PROTOCOL_ERROR, "a frame without a stream");
    }

    static void requireConnection(Frame frame) throws Http2Exception.OfConnection {
        require(
                frame.streamId() == 0,
                ErrorCode.PROTOCOL_ERROR,
                "a frame of the connection on a stream");
    }

    static void requireLength(Frame frame, int length, String rule)
            throws Http2Exception.OfConnection {
        require(frame.length() == length, ErrorCode.FRAME_SIZE_ERROR, rule);
    }

    static void require(boolean fine, ErrorCode code, String problem)
            throws Http2Exception.OfConnection {
        if (!fine) {
            throw new Http2Exception.OfConnection(code, problem);
        }
    }
}
