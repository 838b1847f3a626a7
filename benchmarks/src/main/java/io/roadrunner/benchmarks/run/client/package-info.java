/// Clients of our own, for what the load tools cannot do: connections that wait, clients that are
/// slow, the first answer of a server; and the server of the sweeps.
///
/// Thread model: `FlatServer` is the command of a process of its own; the others run in the
/// harness, on the processor of the load.
///
/// Read in this order: [Probe], [IdleConnections] with `Opening`, [SlowClients], [Outcome],
/// [Trusting], `FlatServer`.
///
/// Tests: `OpeningTest`, `OutcomeTest`. Limitation: certificates are not checked, so these clients
/// are of no use for anything but a server of this run.
@NullMarked
package io.roadrunner.benchmarks.run.client;

import org.jspecify.annotations.NullMarked;
