package io.roadrunner.http2;

import java.util.EnumMap;
import java.util.Map;

/// How often a peer may do what is allowed but serves nobody, each within a window of ten seconds:
/// what goes past ends the connection with ENHANCE_YOUR_CALM. Pure: the time comes in. Owned by the
/// thread that reads.
///
/// What is useful earns allowance: a completed request makes up for a reset, content for small
/// window updates, so that a healthy peer may be as fast as it likes.
final class AbuseBudgets {
    private static final long WINDOW_NANOS = 10_000_000_000L;

    /// What a peer can do too often.
    enum Abuse {
        /// RST_STREAM by the peer beyond the requests that it let come to an end.
        RESETS(100, "too many streams reset by the peer"),
        /// Streams that end because of what the peer did wrong on them.
        PROVOKED_RESETS(100, "too many stream errors"),
        /// CONTINUATION frames beyond one for each header block.
        CONTINUATIONS(200, "too many CONTINUATION frames"),
        /// SETTINGS.
        SETTINGS(100, "too many SETTINGS frames"),
        /// PING.
        PINGS(200, "too many PING frames"),
        /// PRIORITY and PRIORITY_UPDATE beyond two for each request.
        PRIORITIES(200, "too many PRIORITY frames"),
        /// DATA without content that ends nothing.
        EMPTY_DATA(100, "too many empty DATA frames"),
        /// WINDOW_UPDATE beyond those that answer what was sent.
        WINDOW_UPDATES(1000, "too many WINDOW_UPDATE frames"),
        /// Frames of unknown types.
        UNKNOWN_FRAMES(1000, "too many frames of unknown types"),
        /// Acknowledgements, of which this side asks for some 300 in a window at most; GOAWAY; what
        /// comes on a stream that was reset and cannot have been on its way.
        IDLE_TALK(1000, "too many frames that mean nothing");

        private final int allowance;
        private final String reason;

        Abuse(int allowance, String reason) {
            this.allowance = allowance;
            this.reason = reason;
        }

        int allowance() {
            return allowance;
        }
    }

    /// How much of an allowance is used up; below 0 when more was earned than spent.
    private static final class Tally {
        private int spent;
    }

    private final Map<Abuse, Tally> tallies = new EnumMap<>(Abuse.class);
    private long windowEndNanos;

    /// @param nowNanos when the first window begins
    AbuseBudgets(long nowNanos) {
        this.windowEndNanos = nowNanos + WINDOW_NANOS;
    }

    /// Counts one.
    ///
    /// @throws Http2Exception.OfConnection when it is one too many
    void spend(Abuse abuse, long nowNanos) throws Http2Exception.OfConnection {
        if (nowNanos - windowEndNanos >= 0) {
            windowEndNanos = nowNanos + WINDOW_NANOS;
            tallies.clear();
        }
        if (++tally(abuse).spent > abuse.allowance) {
            throw new Http2Exception.OfConnection(ErrorCode.ENHANCE_YOUR_CALM, abuse.reason);
        }
    }

    /// Makes up for some of what was spent; what is earned ahead is bounded.
    void earn(Abuse abuse, int count) {
        Tally tally = tally(abuse);
        tally.spent = Math.max(tally.spent - count, -abuse.allowance);
    }

    private Tally tally(Abuse abuse) {
        return tallies.computeIfAbsent(abuse, _ -> new Tally());
    }
}
