/// A load generator for WebSocket echoes, far cheaper than any server: it writes frames that were
/// made beforehand, as many as there are to write at once, and looks at no more of what comes back
/// than the heads of the frames and the first and last octet of each message.
///
/// Thread model: each thread has connections, a selector and a tally of its own; nothing is shared
/// while they run.
///
/// Read in this order: [WebSocketLoad] is the command line, [LoadPlan] what it says, [Upgrade]
/// opens a connection, [EchoLoop] is one thread, [EchoConnection] keeps the window of one
/// connection full with [FrameRing], [EchoDecoder] reads what comes back, [Tally] is what the run
/// gave.
///
/// Tests: `EchoDecoderTest` in this package. Limitations: no TLS and no compression; pings are not
/// answered, so a run is shorter than a server's patience with that.
@NullMarked
package io.roadrunner.benchmarks.load;

import org.jspecify.annotations.NullMarked;
