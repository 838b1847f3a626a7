package io.roadrunner.routing;

/// What a long-lived exchange of a route (a loop response, an upgraded connection) does when its
/// listener starts to drain. Requests that end by themselves are not concerned.
public enum DrainPolicy {
    /// The handler is told the deadline and decides when to end; cut at the deadline.
    NOTIFY,
    /// The server ends the exchange at once, in the way of its protocol.
    CLOSE_NOW,
    /// The handler is not told and runs on until the deadline.
    RUN_TO_DEADLINE
}
