package io.roadrunner.http2;

/// Where a stream stands (RFC 9113 §5.1): the one place that knows what follows what. Pushed and
/// reserved streams do not exist here; a stream that has not begun has no state.
///
/// ```
///              HEADERS received
///                    │
///                    ▼   END_STREAM received
///                  OPEN ─────────────────────▶ HALF_CLOSED_REMOTE
///   END_STREAM sent │                                │ END_STREAM sent
///                   ▼       END_STREAM received      ▼
///          HALF_CLOSED_LOCAL ───────────────────▶ CLOSED
///
///   any ── RST_STREAM sent or received ──▶ CLOSED
/// ```
enum StreamState {
    /// Both sides may send.
    OPEN,
    /// The request is complete.
    HALF_CLOSED_REMOTE,
    /// The response is complete.
    HALF_CLOSED_LOCAL,
    /// Nobody may send.
    CLOSED;

    /// The state after the peer has ended its side.
    ///
    /// @throws IllegalStateException when it had done so already, which the caller checks before
    StreamState afterReceivedEnd() {
        return switch (this) {
            case OPEN -> HALF_CLOSED_REMOTE;
            case HALF_CLOSED_LOCAL -> CLOSED;
            case HALF_CLOSED_REMOTE, CLOSED -> throw illegal("END_STREAM received");
        };
    }

    /// The state after this side has ended.
    ///
    /// @throws IllegalStateException when it had done so already, which the caller checks before
    StreamState afterSentEnd() {
        return switch (this) {
            case OPEN -> HALF_CLOSED_LOCAL;
            case HALF_CLOSED_REMOTE -> CLOSED;
            case HALF_CLOSED_LOCAL, CLOSED -> throw illegal("END_STREAM sent");
        };
    }

    /// Whether the peer may send content or trailers.
    boolean receives() {
        return switch (this) {
            case OPEN, HALF_CLOSED_LOCAL -> true;
            case HALF_CLOSED_REMOTE, CLOSED -> false;
        };
    }

    /// Whether this side may send a response.
    boolean sends() {
        return switch (this) {
            case OPEN, HALF_CLOSED_REMOTE -> true;
            case HALF_CLOSED_LOCAL, CLOSED -> false;
        };
    }

    private IllegalStateException illegal(String event) {
        return new IllegalStateException(event + " in " + this);
    }
}
