/// The one seam between HTTP semantics and framing, and the pipeline that is written once for every
/// protocol.
///
/// Thread model: a request is served by one thread from head to end; [LoopMailbox], disconnects and
/// drains come in from any thread.
///
/// Read path: 1. [Exchange], what a protocol gives; 2. [RequestPipeline#serve], admission, scope,
/// telemetry, route, handler; 3. [ResponseWriter], one switch over the response shapes; 4.
/// [LoopRunner] for message-driven bodies; 5. [Outcome], what the protocol is told; 6. [RateMeter]
/// and [PeerReporter], how every protocol measures slow peers and tells of them.
///
/// Tests: units beside it, behaviour over sockets in the conformance module. Limitation: an upgrade
/// is handed over only by protocols that own their connection (HTTP/1.1).
package io.roadrunner.exchange;
