package io.roadrunner.standalone.demo;

import io.roadrunner.http.Handler;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketCompression;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.time.Instant;

/// `/ws`: every message comes back as it went. Stateless, so that all sessions share one.
final class Echo implements WebSocketHandler {
    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    /// As compressed as a message can be: its size is bound enough here.
    private static final int ANY_RATIO = 1032;

    private static final WebSocketOptions OPTIONS =
            WebSocketOptions.builder()
                    .maxFrameSize(MAX_MESSAGE_BYTES)
                    .maxMessageSize(MAX_MESSAGE_BYTES)
                    .compression(WebSocketCompression.builder().maxInflateRatio(ANY_RATIO).build())
                    .build();

    private Echo() {}

    /// Opens sessions that echo.
    static Handler handler() {
        Echo echo = new Echo();
        return WebSockets.handler(OPTIONS, _ -> echo);
    }

    @Override
    public void onText(WebSocket socket, String text) {
        socket.sendText(text);
    }

    @Override
    public void onBinary(WebSocket socket, byte[] data) {
        socket.sendBinary(data);
    }

    @Override
    public void onDrain(WebSocket socket, Instant deadline) {
        socket.sendText("drain " + deadline);
    }
}
