package io.roadrunner.websocket;

import io.roadrunner.exchange.Tunnel;
import io.roadrunner.exchange.TunnelContext;
import io.roadrunner.exchange.TunnelHandler;
import io.roadrunner.http.Request;
import org.jspecify.annotations.Nullable;

/// What an accepted handshake has agreed on: the session begins when the answer has left.
/// Immutable.
///
/// @param options what the route offers
/// @param request the handshake
/// @param handler what the application does in the session
/// @param subprotocol what is spoken on top, null for nothing
/// @param compression how messages are compressed, null for not at all
record WebSocketUpgrade(
        WebSocketOptions options,
        Request request,
        WebSocketHandler handler,
        @Nullable String subprotocol,
        @Nullable MessageCompression compression)
        implements TunnelHandler {
    @Override
    public String protocol() {
        return "ws";
    }

    @Override
    public void serve(Tunnel tunnel, TunnelContext context) throws Exception {
        new WebSocketSession(this, tunnel, context).serve();
    }
}
