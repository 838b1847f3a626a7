package io.roadrunner.conformance.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.websocket.Frames;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.WebSocketWire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the page about WebSocket shows does what it says.
final class WebSocketExampleTest {
    private static final int UNSUPPORTED_DATA = 1003;
    private static final int SERVICE_RESTART = 1012;

    @Test
    void itShouts() {
        try (TestServer server = TestServer.start(WebSocketExample.shouting());
                WebSocketWire wire = WebSocketWire.connect(server.port(), "/shout")) {
            wire.send(Frames.text("beep")).expectText("BEEP");
            wire.send(Frames.binary(new byte[1])).expectClose(UNSUPPORTED_DATA);
        }
    }

    @Test
    void pricesReachEverybodyWhoIsKnownUntilTheServerMoves() {
        WebSocketExample.Prices prices = new WebSocketExample.Prices();
        Routes routes = Routes.builder().route(WebSocketExample.prices(prices)).build();
        try (TestServer server = TestServer.start(routes);
                WebSocketWire stranger = WebSocketWire.open(server.port());
                WebSocketWire wire = WebSocketWire.open(server.port())) {
            stranger.handshake(Handshake.to("/prices")).expectStatus(401);
            Handshake known =
                    Handshake.to("/prices")
                            .field("authorization", "Bearer x")
                            .subprotocols("prices.v2", "prices.v1");
            String agreed = wire.handshake(known).header("sec-websocket-protocol");
            assertEquals("prices.v1", agreed);
            // Its pong says that the session is open.
            wire.send(Frames.ping("")).expect(Frames.pong(""));

            prices.publish("42");
            wire.expectText("42");
            server.listener().notifyDrain(Duration.ofMinutes(1));

            String last = wire.receiveMessage().text();
            assertTrue(last.startsWith("moving, come again before 2"), last);
            wire.expectClose(SERVICE_RESTART);
        }
    }
}
