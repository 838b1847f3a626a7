package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.websocket.Outgoing;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A server whose WebSocket at `/ws` sends back what it gets, and notes how each session ends. Some
/// texts ask for something else. Owned by one test; any thread.
///
/// | text | what the handler does |
/// |---|---|
/// | `close CODE REASON` | closes with that |
/// | `throw` | throws |
/// | `query` | sends the query of the request |
/// | `subprotocol` | sends what was agreed upon, or `none` |
final class WebSocketServer implements AutoCloseable {
    static final String PATH = "/ws";

    /// What a message may have beyond what most tests need: those of 16 MiB.
    static final int LARGE = 17 << 20;

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final TestServer server;

    private WebSocketServer(
            WebSocketOptions options, UnaryOperator<ListenerOptionsBuilder> change) {
        Routes routes =
                Routes.builder()
                        .get(PATH, WebSockets.handler(options, _ -> new Echo(ends)))
                        .get("/hello", _ -> Responses.text(200, "hello"))
                        .build();
        server = TestServer.start(o -> change.apply(o.routes(routes)));
    }

    /// A server with the defaults.
    static WebSocketServer start() {
        return start(WebSocketOptions.standard());
    }

    /// A server with these options for its WebSocket.
    static WebSocketServer start(WebSocketOptions options) {
        return start(options, UnaryOperator.identity());
    }

    /// A server with these options for its WebSocket, and others for its listener.
    static WebSocketServer start(
            WebSocketOptions options, UnaryOperator<ListenerOptionsBuilder> change) {
        return new WebSocketServer(options, change);
    }

    /// Options for messages of 16 MiB.
    static WebSocketOptions large() {
        return WebSocketOptions.builder()
                .maxFrameSize(LARGE)
                .maxMessageSize(LARGE)
                .maxQueuedBytes(4 * LARGE)
                .build();
    }

    int port() {
        return server.port();
    }

    TestServer server() {
        return server;
    }

    String url() {
        return "ws://127.0.0.1:" + port() + PATH;
    }

    /// A connection on which nothing was sent.
    WebSocketWire open() {
        return WebSocketWire.open(port());
    }

    /// An open WebSocket.
    WebSocketWire connect() {
        return WebSocketWire.connect(port(), PATH);
    }

    /// Expects that these frames end their WebSocket with a close frame of this code, on the wire
    /// and for the handler, and that nothing stays behind.
    void expectFailure(int code, Outgoing... frames) {
        try (WebSocketWire wire = connect()) {
            wire.send(frames).expectFailure(code);
        }
        expectEnd(code);
    }

    /// Expects that the next session to end ends with this code, for the handler.
    ///
    /// @return the reason
    String expectEnd(int code) {
        String[] end = takeEnd().split(" ", 2);
        assertEquals(Integer.toString(code), end[0]);
        return end[1];
    }

    private String takeEnd() {
        try {
            String end = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (end == null) {
                throw new AssertionError("no session has ended");
            }
            return end;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the end of a session");
        }
    }

    /// Waits until no connection holds a slot and no request is in flight, and expects that no
    /// handler was told of an end that no test took.
    void awaitIdle() {
        server.awaitIdle();
        @Nullable String more = ends.poll();
        assertEquals(null, more);
    }

    @Override
    public void close() {
        server.close();
    }

    /// The handler of one session.
    ///
    /// @param ends where its end is noted: code and reason
    private record Echo(BlockingQueue<String> ends) implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            switch (text) {
                case "throw" -> throw new IllegalStateException("asked to");
                case "query" -> socket.sendText(socket.request().query());
                case "subprotocol" -> socket.sendText(socket.subprotocol().orElse("none"));
                default -> {
                    if (text.startsWith("close ")) {
                        String[] words = text.split(" ", 3);
                        socket.close(Integer.parseInt(words[1]), words[2]);
                    } else {
                        socket.sendText(text);
                    }
                }
            }
        }

        @Override
        public void onBinary(WebSocket socket, byte[] data) {
            socket.sendBinary(data);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason) {
            ends.add(code + " " + reason);
        }
    }
}
