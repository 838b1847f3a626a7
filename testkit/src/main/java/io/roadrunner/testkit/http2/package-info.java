/// A raw HTTP/2 client for tests that read like the wire: `send(headers(1).get("/"))`, then
/// `expectResponse(1)`.
///
/// Thread model: everything runs on the test's own thread, which reads only while it waits for a
/// frame; a write has a thread of its own as long as it lasts, because a socket has no deadline for
/// it. Nothing sleeps for a fixed time and nothing waits without a deadline.
///
/// Read in this order: [Http2Wire], [Frames] (what can be sent), [Frame] (what can be received),
/// [Http2Response], then `FrameReader` (strict syntax), `HpackDecoder` and [HeaderBlock]. HPACK is
/// written here once more, on purpose: a test does not share a fault with the server that it tests.
///
/// Failures: an expectation that is not met is an [AssertionError]; a peer that sends what it may
/// not, ends the connection or stays silent is a [io.roadrunner.testkit.WireException] whose
/// message shows the last frames.
///
/// Tests: the package of the same name under `src/test`. Limitations: no server's side; flow
/// control is the test's business; the dynamic table of the sending side is not kept, a test that
/// uses it counts its entries itself.
package io.roadrunner.testkit.http2;
