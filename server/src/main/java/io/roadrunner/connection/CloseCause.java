package io.roadrunner.connection;

/// Why a connection ended. The text goes to telemetry.
public enum CloseCause {
    /// The peer asked for it, or the protocol says that it ends here.
    COMPLETE("complete"),
    /// The peer closed its side while nothing was owed.
    PEER_CLOSED("peer closed"),
    /// The peer went away in the middle of a request or an answer.
    PEER_GONE("peer gone"),
    /// No request came in time on an idle connection.
    IDLE("idle"),
    /// A request or its body did not arrive in time.
    REQUEST_TIMEOUT("request timeout"),
    /// The peer sent more slowly than the minimum rate.
    SLOW_PEER("slow peer"),
    /// The peer did not read what was sent.
    WRITE_TIMEOUT("write timeout"),
    /// The peer broke the protocol.
    PROTOCOL_ERROR("protocol error"),
    /// No keys were agreed on: the handshake failed or took too long.
    TLS_HANDSHAKE("tls handshake"),
    /// An answer could not be completed and was cut off.
    ABORTED("aborted"),
    /// The connection was as old as it may get.
    TOO_OLD("too old"),
    /// The listener drains.
    DRAINED("drained"),
    /// The deadline of a drain cut it.
    DRAIN_DEADLINE("drain deadline"),
    /// The listener was stopped.
    STOPPED("stopped"),
    /// Roadrunner itself failed.
    INTERNAL_ERROR("internal error");

    private final String text;

    CloseCause(String text) {
        this.text = text;
    }

    /// Whether the peer may still be there and be told that the connection ends.
    public boolean isOrderly() {
        return switch (this) {
            case COMPLETE, PEER_CLOSED, IDLE, REQUEST_TIMEOUT, SLOW_PEER, PROTOCOL_ERROR -> true;
            case TOO_OLD, DRAINED -> true;
            case PEER_GONE, WRITE_TIMEOUT, ABORTED, TLS_HANDSHAKE, INTERNAL_ERROR -> false;
            case DRAIN_DEADLINE, STOPPED -> false;
        };
    }

    /// A few words for telemetry and logs.
    public String text() {
        return text;
    }
}
