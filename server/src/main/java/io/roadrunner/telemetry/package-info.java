/// What the server reports about itself: sealed events, and subscriptions to them.
///
/// Thread model: events are immutable and may be kept. They are emitted in the thread in which they
/// happen and handled there, one subscriber after the other; the registry may be used by any
/// thread.
///
/// Read in this order: [Telemetry], [TelemetryHandler], [Subscription], [TelemetryEvent], then the
/// four groups [ListenerEvent], [ConnectionEvent], [RequestEvent] and [DrainEvent].
///
/// Tests: the package of the same name under `src/test`; which event follows which over real
/// sockets is tested in the conformance module. `docs/telemetry.md` lists every event.
///
/// Limitations: no queue and no sampling; a handler that blocks holds up what it observes.
package io.roadrunner.telemetry;
