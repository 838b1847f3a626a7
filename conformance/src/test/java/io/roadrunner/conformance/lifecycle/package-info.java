/// What a listener does between its start and its end, over real sockets: supervision, slots,
/// drain, telemetry.
///
/// * `ObservedListener` is the fixture: a listener on a free port and what telemetry said of it.
/// * `Gate` is where a handler waits for its test.
///
/// Nothing here sleeps: a test waits for an event, a latch or a state.
package io.roadrunner.conformance.lifecycle;
