package io.roadrunner.http2;

/// How this side leaves a connection without losing a request (RFC 9113 §6.8): first it says that
/// it is going to, and only when the peer must have heard that, which requests it will still serve.
/// Guarded by the lock of the connection.
///
/// ```
///   STAYING ──▶ ANNOUNCED ──▶ CONFIRMING ──▶ DECIDED
///      │        GOAWAY 2^31-1  PING           GOAWAY last stream
///      ╰─────────────────────────────────────────▲
///                 idle, or an error
/// ```
final class Departure {
    private enum Phase {
        STAYING,
        ANNOUNCED,
        CONFIRMING,
        DECIDED
    }

    /// Tells the PING of a departure from others.
    static final long PING = 0x726f_6164_7275_6e6eL;

    private Phase phase = Phase.STAYING;
    private int lastServed = Integer.MAX_VALUE;

    /// Says that this side is about to leave, once.
    void announce(FrameOutput out) {
        switch (phase) {
            case STAYING -> {
                out.goAway(Integer.MAX_VALUE, ErrorCode.NO_ERROR, "");
                phase = Phase.ANNOUNCED;
            }
            case ANNOUNCED, CONFIRMING, DECIDED -> {}
        }
    }

    /// Asks the peer whether it has heard, once.
    ///
    /// @return false when that has been asked before
    boolean confirm(FrameOutput out) {
        announce(out);
        return switch (phase) {
            case STAYING, ANNOUNCED -> {
                out.ping(PING, false);
                phase = Phase.CONFIRMING;
                yield true;
            }
            case CONFIRMING, DECIDED -> false;
        };
    }

    /// Says which requests are served: nothing after the last that has begun. An error may be told
    /// of after that.
    void end(FrameOutput out, int lastStreamId, ErrorCode code, String reason) {
        boolean told = phase == Phase.DECIDED && code == ErrorCode.NO_ERROR;
        if (!told) {
            out.goAway(lastStreamId, code, reason);
            lastServed = Math.min(lastServed, lastStreamId);
            phase = Phase.DECIDED;
        }
    }

    /// Whether the peer's answer is waited for.
    boolean isConfirming() {
        return phase == Phase.CONFIRMING;
    }

    boolean isDecided() {
        return phase == Phase.DECIDED;
    }

    /// Whether a stream that begins now is served.
    boolean serves(int streamId) {
        return streamId <= lastServed;
    }
}
