/// Servers to compare with, each written as its own documentation advises and with its checks of
/// what it reads turned on. They answer alike; [Answers] has what. One port speaks HTTP/1.1 and,
/// where the server can, HTTP/2 with prior knowledge, the other both over TLS.
///
/// | route | answer |
/// |---|---|
/// | `GET /hello` | a line of text |
/// | `GET /json` | a record, serialised for each request |
/// | `POST /echo` | the content with its type |
/// | `GET /headers` | the value of the request field `x-bench-7` |
/// | `GET /large` | 64 KiB |
/// | `POST /form` | the number of fields and the value of `field64` |
/// | `GET /api/v1/r000/:id/items/:item` to `r099` | the number of the route and both parameters |
/// | `POST /upload` | the number of octets, read and forgotten piece by piece |
/// | `GET /stream` | 4 pieces of 4 KiB, each flushed |
/// | `GET /sse` | 100 events, then the end |
/// | `GET /gzip` | 16 KiB of JSON, compressed for each request that accepts it |
/// | `GET /static/NAME` | a file of the folder that the system property `bench.static` names |
/// | `GET /ws` | a WebSocket that echoes every message, without compression |
///
/// What neither a server nor the JDK has a class for is answered by 501, and a route of a router
/// that a server does not have.
///
/// Thread model: that of each server, with as many threads as it takes by itself; event loops that
/// have to be counted out are as many as there are processors.
///
/// Read in this order: [Peer], [Answers], [RoadrunnerPeer] and [RoadrunnerRoutes], then any other:
/// `…Peer` starts the server, `…Routes` answers. Netty has [NettyPreface] and [NettyAlpn] to choose
/// the protocol, [NettyHttp1] and [NettyHttp2] to read it, and [NettyExchange] as what its routes
/// see of both. [NginxFolder] writes the configuration of nginx, which is not a server in Java.
///
/// Tests: `PeerCheckTest` for Roadrunner; `scripts/peer check` starts each and compares its
/// answers, see [io.roadrunner.benchmarks.check.PeerCheck]. Limitations: Netty and Vert.x find
/// their native transport and TLS on Linux with x86-64 only and take the JDK's elsewhere; response
/// fields beyond type and length, such as `date`, are what each server sends by itself. What is
/// turned up from a default is said where it is done: it is always a bound that would close
/// connections or refuse them. Vert.x, Tomcat and Helidon compress for all routes or for none, see
/// [Peer#compresses].
@NullMarked
package io.roadrunner.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
