package io.roadrunner.exchange;

import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;

/// What a listener decides about its requests. Immutable.
///
/// @param listenerName the name of the listener
/// @param bufferBodies whether a body is read to its end before the handler runs
/// @param mailboxCapacity how many messages may wait for a loop
/// @param drainPolicy what loops do at a drain unless their route says otherwise
/// @param trustedProxies whose word about the client counts
public record PipelineOptions(
        String listenerName,
        boolean bufferBodies,
        int mailboxCapacity,
        DrainPolicy drainPolicy,
        TrustedProxies trustedProxies) {}
