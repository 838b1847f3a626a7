package io.roadrunner.http2;

/// What a peer did against the protocol, with how far it reaches (RFC 9113 §5.4). The peer's fault,
/// so it carries no stack trace.
sealed class Http2Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private Http2Exception(ErrorCode code, String reason) {
        super(reason);
        this.code = code;
    }

    /// The code that the peer is told.
    ErrorCode code() {
        return code;
    }

    /// What was wrong, for telemetry and for GOAWAY; never with bytes of the peer.
    String reason() {
        return String.valueOf(getMessage());
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is filled in
    public Throwable fillInStackTrace() {
        return this;
    }

    /// Ends one stream by RST_STREAM: "A stream error is an error related to a specific stream that
    /// does not affect processing of other streams." RFC 9113 §5.4.2
    static final class OfStream extends Http2Exception {
        private static final long serialVersionUID = 1L;

        private final int streamId;

        OfStream(int streamId, ErrorCode code, String reason) {
            super(code, reason);
            this.streamId = streamId;
        }

        /// The stream that ends.
        int streamId() {
            return streamId;
        }
    }

    /// Ends the connection by GOAWAY: "A connection error is any error that prevents further
    /// processing of the frame layer or corrupts any connection state." RFC 9113 §5.4.1
    static final class OfConnection extends Http2Exception {
        private static final long serialVersionUID = 1L;

        OfConnection(ErrorCode code, String reason) {
            super(code, reason);
        }
    }
}
