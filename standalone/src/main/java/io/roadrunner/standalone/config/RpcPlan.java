package io.roadrunner.standalone.config;

import io.roadrunner.rpc.RpcOptions;

/// The control port as it is configured. Immutable.
///
/// @param options where it is and what a caller may cost
/// @param asked whether the user said where; otherwise the server can do without
public record RpcPlan(RpcOptions options, boolean asked) {}
