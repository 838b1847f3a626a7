/// A raw WebSocket client (RFC 6455, RFC 7692) for tests that read like the wire:
/// `send(text("hello"))`, then `expectText("hello")`.
///
/// Thread model: everything runs on the test's own thread, which reads only while it waits for a
/// frame; a write has a thread of its own as long as it lasts, because a socket has no deadline for
/// it. Nothing sleeps for a fixed time and nothing waits without a deadline.
///
/// Read in this order: [WebSocketWire], [Handshake] and [HandshakeResponse], [Frames] (what can be
/// sent), [Frame] (what can be received), then [FrameDecoder] and `FrameRules` (strict syntax and
/// order) and [PermessageDeflate]. [OctetStream] is what it runs over: a socket, TLS or a stream of
/// HTTP/2 ([Http2Stream], RFC 8441). Masking, UTF-8 and compression are written here once more, on
/// purpose: a test does not share a fault with the server that it tests.
///
/// Failures: an expectation that is not met is an [AssertionError]; a peer that sends what it may
/// not, ends the connection or stays silent is a [io.roadrunner.testkit.WireException] whose
/// message shows the last frames.
///
/// Tests: the package of the same name under `src/test`. Limitations: no server's side; of the
/// extensions only permessage-deflate, always with a window of 15 bits; at most 64 MiB in one frame
/// or message.
package io.roadrunner.testkit.websocket;
