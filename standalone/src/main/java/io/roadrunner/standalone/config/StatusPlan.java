package io.roadrunner.standalone.config;

import io.roadrunner.status.StatusOptions;

/// The status page as it is configured. Immutable.
///
/// @param options where it is and what it says
/// @param asked whether the user said where; otherwise the server can do without
public record StatusPlan(StatusOptions options, boolean asked) {}
