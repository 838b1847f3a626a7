/// What a program says of itself over HTTP: health, readiness, jobs, Kubernetes, gRPC.
///
/// * `StatusServer` is the fixture: a server of an application, the plugin that watches it, a
///   client of the plugin.
///
/// Nothing here sleeps: a test waits for an event, a latch or a state.
package io.roadrunner.conformance.status;
