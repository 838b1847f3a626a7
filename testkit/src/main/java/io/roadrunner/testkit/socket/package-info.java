/// Blocking sockets with deadlines, plain or TLS, for the clients of this module. Not exported.
///
/// Thread model: reading happens in the thread that asks; each write has a thread of its own as
/// long as it lasts, because a socket has no deadline for it.
///
/// Read in this order: `SocketConnector`, `SocketInput`, `SocketOutput`, `Transcript` (what went
/// over a connection, for the message of a failure).
///
/// Tests: those of the clients. Limitations: TCP only; an address of this machine.
package io.roadrunner.testkit.socket;
