/// WebSocket (RFC 6455) with compression (RFC 7692), over HTTP/1.1 and over streams of HTTP/2 (RFC
/// 8441): what an application writes, and the session behind it.
///
/// Thread model: one virtual thread for each session reads and calls the handler. What other
/// threads post to it is delivered by another one that exists while there is something, never at
/// the same time as a call; what they send is written by a third of that kind. Encoders and
/// decoders are pure: no socket, no thread, no clock, nothing blocks.
///
/// Read path:
/// 1. [WebSockets], [WebSocketHandler], [WebSocket], [WebSocketOptions] — for applications.
/// 2. [WebSocketEndpoint] — answers a handshake, with [OpeningHandshake] and [DeflateOffer].
/// 3. [WebSocketSession] — from the answer to the end, with [SessionInput], [HandlerTurns],
///    [ClosingHandshake], [SessionTimes], [SessionReporter].
/// 4. [MessageDecoder] — what has arrived to messages, with [FrameHeadDecoder], [Opcode],
///    [Masking].
/// 5. [MessageBuffer], [Utf8Validator], [MessageInflater] — the content of a message.
/// 6. [Received], [CloseCode], [WebSocketException] — what comes of it.
/// 7. [SessionOutput] — what leaves, in one order, with [OutgoingFrames], [FrameEncoder] and
///    [MessageDeflater].
///
/// Tests: units beside it, over sockets in `conformance` (`websocket`). Limitation: a message is
/// handed over whole, so it is bounded by what fits into memory.
package io.roadrunner.websocket;
