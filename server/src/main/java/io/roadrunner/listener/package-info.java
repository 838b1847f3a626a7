/// Listening sockets and the connections that come from them: the only package that knows all
/// protocols.
///
/// Thread model: [Acceptor]s are platform threads, every connection has a virtual thread of its
/// own, one [Reaper] thread per `Roadrunner` looks after deadlines. A drain runs in its caller's
/// thread.
///
/// Read path: 1. [ListenerCore], one listener; 2. [ListenSocket] and [Acceptor]; 3.
/// [ConnectionRegistry], slots and live connections; 4. [ConnectionTask]; 5. [ProxyHandshake],
/// [TlsHandshake] and [PrefaceDetection], what comes before a protocol, and [ProtocolSelector],
/// which one it is; 6. [DrainRun]; 7. [Supervisor], [Reaper], [SlotReconciler].
///
/// Tests: units beside it, behaviour over sockets in the conformance module. Limitation: no
/// `Upgrade: h2c`, which RFC 9113 §3.1 has given up.
package io.roadrunner.listener;
