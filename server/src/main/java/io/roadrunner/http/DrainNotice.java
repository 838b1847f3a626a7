package io.roadrunner.http;

import java.time.Instant;

/// The message that tells a loop that its listener drains.
///
/// @param deadline when what still runs is cut
public record DrainNotice(Instant deadline) {}
