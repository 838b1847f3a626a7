package io.roadrunner.conformance.websocket;

import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.websocket.Http2Stream;
import io.roadrunner.testkit.websocket.WebSocketWire;

/// Over what a session runs.
enum Carrier {
    /// A connection of its own, RFC 6455.
    HTTP1,
    /// The stream of a connection, RFC 8441.
    HTTP2;

    /// Opens a session.
    SessionClient connect(int port, String path) {
        return switch (this) {
            case HTTP1 -> new SessionClient(WebSocketWire.connect(port, path), null);
            case HTTP2 -> {
                Http2Wire connection = Http2Wire.connect(port);
                connection.expectSettings();
                yield new SessionClient(
                        WebSocketWire.over(Http2Stream.open(connection, 1, path)), connection);
            }
        };
    }
}
