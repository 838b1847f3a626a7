package io.roadrunner;

import java.time.Instant;
import java.util.Optional;

/// The counters of a listener at one moment.
///
/// @param activeClients connections that hold a slot
/// @param maxClients how many slots there are
/// @param requestsServed requests whose head was read, since the start
/// @param activeRequests requests in flight
/// @param rejected connections that were turned away, since the start
/// @param throttled requests that were refused for too many in flight, since the start
/// @param rateLimited requests that were refused for their rate, since the start
/// @param routesGeneration grows with every reload of the routes, from 1
/// @param tlsGeneration grows with every reload of the certificate, from 1; 0 without TLS
/// @param deadline when a drain cuts what is left, if one runs or has run and its time has an end
public record ListenerInfo(
        int activeClients,
        int maxClients,
        long requestsServed,
        int activeRequests,
        long rejected,
        long throttled,
        long rateLimited,
        long routesGeneration,
        long tlsGeneration,
        Optional<Instant> deadline) {}
