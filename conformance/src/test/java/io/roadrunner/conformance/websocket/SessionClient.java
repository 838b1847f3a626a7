package io.roadrunner.conformance.websocket;

import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.websocket.WebSocketWire;
import org.jspecify.annotations.Nullable;

/// One session of a client. Owned by the test that opened it, which closes it.
///
/// @param wire the session
/// @param connection under it, null when it has none but its own
record SessionClient(WebSocketWire wire, @Nullable Http2Wire connection) implements AutoCloseable {
    /// Goes without a word.
    void vanish() {
        if (connection == null) {
            wire.reset();
        } else {
            connection.reset();
        }
    }

    /// Ends it; a second call does nothing.
    void leave() {
        wire.close();
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() {
        leave();
    }
}
