package io.roadrunner.conformance.examples;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketCompression;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What `docs/websocket.md` shows: each of its blocks is somewhere here, line for line.
final class WebSocketExample {
    private WebSocketExample() {}

    record Shout() implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text.toUpperCase(Locale.ROOT));
        }
    }

    static Routes shouting() {
        Handler shouts = WebSockets.handler(WebSocketOptions.standard(), _ -> new Shout());
        return Routes.builder().get("/shout", shouts).build();
    }

    static final class Prices implements WebSocketHandler {
        private final Set<WebSocket> viewers = ConcurrentHashMap.newKeySet();

        @Override
        public void onOpen(WebSocket socket) {
            viewers.add(socket);
        }

        @Override
        public void onDrain(WebSocket socket, Instant deadline) {
            socket.sendText("moving, come again before " + deadline);
            socket.close(1012, "moving");
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason) {
            viewers.remove(socket);
        }

        /// Called by whoever knows the price, in any thread.
        void publish(String price) {
            viewers.forEach(viewer -> viewer.sendText(price));
        }
    }

    static Route prices(Prices prices) {
        WebSocketOptions options =
                WebSocketOptions.builder()
                        .subprotocols("prices.v1")
                        .maxMessageSize(4096)
                        .pingInterval(Duration.ofSeconds(20))
                        .compression(WebSocketCompression.builder().threshold(64).build())
                        .build();
        Handler sessions = WebSockets.handler(options, _ -> prices);
        Handler members =
                request -> {
                    boolean known = request.hasHeader("authorization");
                    return known ? sessions.handle(request) : unauthorized();
                };
        return Route.of("/prices", members).withMethods("GET").withDrainPolicy(DrainPolicy.NOTIFY);
    }

    private static Response unauthorized() {
        return Responses.text(401, "who are you?");
    }
}
