/// WebSocket (RFC 6455): frames of a client to messages, messages to frames of the server.
///
/// Thread model: a decoder belongs to the thread that reads a session, with the inflater behind it.
///
/// Read in this order: [PayloadInflater], [CloseCode], [WebSocketException].
package io.roadrunner.websocket;
