package io.roadrunner.http;

import java.time.Instant;

/// The message that tells a loop that its listener drains.
///
/// @param deadline when what still runs is cut, [#NEVER] when that is not going to happen
public record DrainNotice(Instant deadline) {
    /// The deadline of a drain that has none: so late that nobody reaches it, and near enough that
    /// the time until then is a number of nanoseconds.
    public static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");
}
