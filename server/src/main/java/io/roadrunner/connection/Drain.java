package io.roadrunner.connection;

/// A drain as it is broadcast to live connections. Immutable.
///
/// @param deadline when what is left will be cut
/// @param stage how far the drain is
public record Drain(Deadline deadline, Stage stage) {
    /// The steps of a drain, in their order.
    public enum Stage {
        /// The listener still accepts; answers ask clients to go elsewhere.
        LAME_DUCK,
        /// Nothing new is accepted; idle connections may bring one more request.
        LAST_REQUESTS,
        /// Idle connections close.
        CLOSING
    }

    /// Whether idle connections close now.
    public boolean closesIdle() {
        return stage == Stage.CLOSING;
    }

    /// Whether long-lived responses are told: not before clients have had the chance to stay away.
    public boolean reachesHandlers() {
        return stage != Stage.LAME_DUCK;
    }

    /// The stricter of two: the earlier deadline and the later stage, in whatever order they came.
    public Drain and(Drain other) {
        Stage later = stage.compareTo(other.stage) >= 0 ? stage : other.stage;
        return new Drain(deadline.earlier(other.deadline), later);
    }
}
