package io.roadrunner.http2;

import io.roadrunner.hpack.HpackEncoder;

/// What the peer has announced by SETTINGS (RFC 9113 §6.5.2). Guarded by the lock of the
/// connection.
final class PeerSettings {
    private static final int HEADER_TABLE_SIZE = 0x1;
    private static final int ENABLE_PUSH = 0x2;
    private static final int INITIAL_WINDOW_SIZE = 0x4;
    private static final int MAX_FRAME_SIZE = 0x5;
    private static final int MAX_HEADER_LIST_SIZE = 0x6;
    private static final int NO_RFC7540_PRIORITIES = 0x9;
    private static final int LARGEST_FRAME_SIZE = (1 << 24) - 1;
    private static final int PARAMETER_LENGTH = 6;

    /// The largest frame that is ever sent, whatever the peer allows: streams take turns after it.
    private static final int LARGEST_SENT = 16_384;

    private final HpackEncoder encoder;
    private int initialWindow = Http2Settings.INITIAL_WINDOW;
    private int maxFrameSize = Http2Settings.MAX_FRAME_SIZE;
    private long maxHeaderListSize = Long.MAX_VALUE;

    /// @param encoder whose table the peer limits
    PeerSettings(HpackEncoder encoder) {
        this.encoder = encoder;
    }

    /// Takes over what a frame says; "values in the SETTINGS frame MUST be processed in the order
    /// they appear" RFC 9113 §6.5.3.
    ///
    /// @throws Http2Exception.OfConnection when a value is not allowed
    void apply(Frame frame) throws Http2Exception.OfConnection {
        for (int at = 0; at < frame.length(); at += PARAMETER_LENGTH) {
            apply(frame.shortAt(at), Integer.toUnsignedLong(frame.intAt(at + 2)));
        }
    }

    private void apply(int identifier, long value) throws Http2Exception.OfConnection {
        switch (identifier) {
            case HEADER_TABLE_SIZE -> encoder.limitTable(value);
            case ENABLE_PUSH ->
                    require(value <= 1, ErrorCode.PROTOCOL_ERROR, "ENABLE_PUSH is 0 or 1");
            case INITIAL_WINDOW_SIZE -> {
                // "Values above the maximum flow-control window size of 2^31-1 MUST be treated as a
                // connection error (Section 5.4.1) of type FLOW_CONTROL_ERROR." RFC 9113 §6.5.2
                require(
                        value <= Integer.MAX_VALUE,
                        ErrorCode.FLOW_CONTROL_ERROR,
                        "INITIAL_WINDOW_SIZE is at most 2^31-1");
                initialWindow = (int) value;
            }
            case MAX_FRAME_SIZE -> {
                require(
                        value >= Http2Settings.MAX_FRAME_SIZE && value <= LARGEST_FRAME_SIZE,
                        ErrorCode.PROTOCOL_ERROR,
                        "MAX_FRAME_SIZE is 16384 to 2^24-1");
                maxFrameSize = (int) value;
            }
            case MAX_HEADER_LIST_SIZE -> maxHeaderListSize = value;
            // Any other value is an error of the connection: RFC 9218 §2.1.
            case NO_RFC7540_PRIORITIES ->
                    require(
                            value <= 1,
                            ErrorCode.PROTOCOL_ERROR,
                            "NO_RFC7540_PRIORITIES is 0 or 1");
            // "An endpoint that receives a SETTINGS frame with any unknown or unsupported
            // identifier MUST ignore that setting." RFC 9113 §6.5.2
            default -> {}
        }
    }

    private static void require(boolean allowed, ErrorCode code, String rule)
            throws Http2Exception.OfConnection {
        if (!allowed) {
            throw new Http2Exception.OfConnection(code, rule);
        }
    }

    int initialWindow() {
        return initialWindow;
    }

    /// The longest payload that is sent.
    int frameSize() {
        return Math.min(maxFrameSize, LARGEST_SENT);
    }

    /// The largest header list that the peer wants to see, without limit at first.
    long maxHeaderListSize() {
        return maxHeaderListSize;
    }
}
