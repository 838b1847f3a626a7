/// Bytes in and out of one connection, whatever carries them.
///
/// Thread model: one thread reads and one thread writes; closing and ending the input may be done
/// by any thread and wake the blocked one. Everything blocks on a virtual thread; underneath,
/// sockets do not block, and a few virtual threads wait for all of them (docs/decisions/012).
///
/// Read in this order: [Transport], [SocketTransport], `ReadySocket` with its `Turn`,
/// `SelectorLoop`, then [SelectorLoops], of which each listener has one. Over TLS: [TlsTransport],
/// `TlsOutput`, and below the JDK's socket `RecordSocket` and `RecordOutput`.
///
/// Tests: the package of the same name under `src/test`. Limitation: no timeouts here; the reaper
/// of the listener wakes what is overdue.
package io.roadrunner.transport;
