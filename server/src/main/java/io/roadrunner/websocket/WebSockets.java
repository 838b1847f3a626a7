package io.roadrunner.websocket;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Request;
import java.util.function.Function;

/// Opens WebSocket sessions (RFC 6455), over HTTP/1.1 and over streams of HTTP/2 (RFC 8441) alike.
/// Stateless; any thread.
public final class WebSockets {
    private WebSockets() {}

    /// A handler for a GET route, which the extended CONNECT of HTTP/2 finds as well. It answers
    /// 400 to what is no opening handshake, 403 to a page of another origin, 426 to another
    /// version. A handler of the application may call it after checks of its own.
    ///
    /// ```java
    /// WebSocketOptions options = WebSocketOptions.standard();
    /// Routes.builder().get("/ws", WebSockets.handler(options, _ -> new Echo()))
    /// ```
    ///
    /// @param options what is offered to all clients of the route
    /// @param sessions makes the handler of one session; called when the handshake has been checked
    public static Handler handler(
            WebSocketOptions options, Function<Request, WebSocketHandler> sessions) {
        return new WebSocketEndpoint(options, sessions)::accept;
    }
}
