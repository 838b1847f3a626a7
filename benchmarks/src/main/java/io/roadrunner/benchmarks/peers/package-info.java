/// Servers to compare with, each written as its own documentation advises and with its checks of
/// what it reads turned on. They answer alike: `GET /hello` with a line, `GET /large` with 64 KiB,
/// and `/ws` by an echo of every message, without compression. One port speaks HTTP/1.1 and HTTP/2
/// with prior knowledge, the other both over TLS.
///
/// Thread model: that of each server, with as many threads as it takes by itself; event loops that
/// have to be counted out are as many as there are processors.
///
/// Read in this order: [Peer], [Answers], [RoadrunnerPeer], then any other. [NettyPeer] is the only
/// one that needs handlers of its own: [NettyPreface] and [NettyAlpn] choose the protocol,
/// [NettyHttp1] and [NettyHttp2] answer, [NettyEcho] is the WebSocket.
///
/// Tests: none; `scripts/peer` starts one to be looked at. Limitations: Netty and Vert.x find their
/// native transport and TLS on Linux with x86-64 only and take the JDK's elsewhere; response fields
/// beyond type and length, such as `date`, are what each server sends by itself.
@NullMarked
package io.roadrunner.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
