/// WebSocket (RFC 6455): frames of a client to messages, messages to frames of the server.
///
/// Thread model: a decoder belongs to the thread that reads a session, with the inflater behind it;
/// encoders are stateless. All of them are pure: no socket, no thread, no clock, nothing blocks.
///
/// Read path:
/// 1. [MessageDecoder] — what has arrived to messages, with [FrameHeadDecoder], [Opcode],
///    [Masking].
/// 2. [MessageBuffer], [Utf8Validator], [PayloadInflater] — the content of a message.
/// 3. [Received], [CloseCode], [WebSocketException] — what comes of it.
/// 4. [FrameEncoder] — the way out.
///
/// Tests: units beside it. Limitation: a message is handed over whole, so it is bounded by what
/// fits into memory.
package io.roadrunner.websocket;
