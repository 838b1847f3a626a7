package io.roadrunner.exchange;

import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;

/// What a listener decides about its requests. Immutable.
///
/// @param listenerName the name of the listener
/// @param mailboxCapacity how many messages may wait for a loop or a session
/// @param hibernateNanos idle time after which buffers are given back, the largest number for never
/// @param drainPolicy what loops do at a drain unless their route says otherwise
/// @param trustedProxies whose word about the client counts
public record PipelineOptions(
        String listenerName,
        int mailboxCapacity,
        long hibernateNanos,
        DrainPolicy drainPolicy,
        TrustedProxies trustedProxies) {}
