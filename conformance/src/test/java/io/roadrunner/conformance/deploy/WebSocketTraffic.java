package io.roadrunner.conformance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.websocket.Frames;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.WebSocketWire;
import org.jspecify.annotations.Nullable;

/// A client that sends messages in a session and waits for the echo of each. Told that the server
/// drains, it takes the echo that is on its way, closes, and opens another session.
final class WebSocketTraffic implements Traffic {
    private final int port;
    private @Nullable WebSocketWire wire;

    WebSocketTraffic(int port) {
        this.port = port;
    }

    @Override
    public void ask(Tally tally) {
        WebSocketWire session = wire == null ? open(tally) : wire;
        wire = session;
        tally.asked();
        String message = "message " + tally.requests();
        session.send(Frames.text(message));
        String answer = session.receiveMessage().text();
        boolean draining = answer.startsWith("drain ");
        if (draining) {
            answer = session.receiveMessage().text();
        }
        assertEquals(message, answer);
        tally.answered();
        if (draining) {
            session.closeHandshake();
            close();
        }
    }

    private WebSocketWire open(Tally tally) {
        tally.connected();
        return WebSocketWire.open(port)
                .withTimeout(Http1Traffic.PATIENCE)
                .start(Handshake.to("/ws"));
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    @Override
    public String toString() {
        return "WebSocket";
    }
}
