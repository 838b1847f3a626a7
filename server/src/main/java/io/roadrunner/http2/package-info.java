/// HTTP/2 over a byte stream (RFC 9113), without push and without the priorities of old.
///
/// Thread model: one virtual thread per connection reads frames; it never runs a handler and never
/// waits for a peer to take something. Each request has a virtual thread of its own. What both
/// share is guarded by the one lock of [Http2Channel], held for moments and never during a socket
/// call. What leaves is written by one writer at a time, which exists only while there is something
/// to write. Decoders, encoders, windows and budgets are pure.
///
/// Read path:
/// 1. [Http2Connection] — the thread that reads: [Http2Input], [Frame], [FrameReceiver],
///    [FrameRules], [PriorityReceiver].
/// 2. [HeaderReceiver] — header blocks; [RequestHeadDecoder], [FieldRules], [ContentLength].
/// 3. [RequestRunner] — a thread for each request; [Http2Exchange] for the pipeline, [Http2Body]
///    for its content.
/// 4. [Http2Stream], [StreamState], [StreamTable] — what is open; [EarlyPriorities], [ResetStreams]
///    — what is not yet, and not any more; [SendWindow], [ReceiveWindow].
/// 5. [Http2Channel], [Outbox], [SendQueue], [ResponseSender], [FrameOutput] — the way out.
/// 6. [ConnectionTimes], [WriteTimer], [StreamWait] — what the reaper sees of all this;
///    [AbuseBudgets] — what a peer may not do too often; [ConnectionEnd], [Departure] — how a
///    connection ends.
///
/// Tests: units beside it; the conformance module drives it over real sockets. Limitations: no
/// CONNECT but the extended one, no push.
package io.roadrunner.http2;
