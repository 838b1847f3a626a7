package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A handler that notes each of its calls and then does what the test says. It looks itself after
/// the promise that there are never two calls at the same time. Any thread.
final class NotedSession implements WebSocketHandler {
    /// What the handler does in a call.
    @FunctionalInterface
    interface Behavior {
        /// @param call `open`, `text`, `binary`, `ping`, `pong`, `message`, `drain` or `close`
        /// @param data what came with it, an empty text for nothing
        void on(String call, WebSocket socket, Object data) throws Exception;
    }

    /// Does nothing.
    static final Behavior QUIET = (_, _, _) -> {};

    /// Sends back what comes.
    static final Behavior ECHO =
            (call, socket, data) -> {
                if (call.equals("text")) {
                    socket.sendText((String) data);
                } else if (call.equals("binary")) {
                    socket.sendBinary((byte[]) data);
                }
            };

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Behavior behavior;
    private final List<String> calls = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

    NotedSession(Behavior behavior) {
        this.behavior = behavior;
    }

    /// The calls so far, such as `text hello` and `close 1000 bye`.
    List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /// How many calls there were of a kind.
    long count(String call) {
        return calls().stream().filter(it -> it.equals(call) || it.startsWith(call + ' ')).count();
    }

    /// The server's side, once it is open.
    WebSocket socket() {
        return opened.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Waits for a call.
    void awaitCall(String call) {
        Await.until(call + " is called", PATIENCE, () -> count(call) > 0);
    }

    /// Waits for the end.
    ///
    /// @return code and reason
    String awaitEnd() {
        Await.until("the session has ended", PATIENCE, () -> count("close") > 0);
        return calls().getLast().substring("close ".length());
    }

    /// Expects what every session is to keep: first onOpen, last onClose, each once, never two
    /// calls at the same time.
    void expectInOrder() {
        List<String> all = calls();
        assertEquals("open", all.getFirst(), all.toString());
        assertEquals(1, count("open"), all.toString());
        assertEquals(1, count("close"), all.toString());
        assertTrue(all.getLast().startsWith("close "), all.toString());
        assertEquals(0, overlaps.get(), "calls at the same time");
    }

    private void called(String call, WebSocket socket, Object data) throws Exception {
        if (inside.incrementAndGet() != 1) {
            overlaps.incrementAndGet();
        }
        try {
            synchronized (calls) {
                calls.add(call + shown(data));
            }
            behavior.on(call, socket, data);
        } finally {
            inside.decrementAndGet();
        }
    }

    private static String shown(Object data) {
        return switch (data) {
            case byte[] octets -> " " + new String(octets, StandardCharsets.ISO_8859_1);
            case String text when text.isEmpty() -> "";
            case Object other -> " " + other;
        };
    }

    @Override
    public void onOpen(WebSocket socket) throws Exception {
        opened.complete(socket);
        called("open", socket, "");
    }

    @Override
    public void onText(WebSocket socket, String text) throws Exception {
        called("text", socket, text);
    }

    @Override
    public void onBinary(WebSocket socket, byte[] data) throws Exception {
        called("binary", socket, data);
    }

    @Override
    public void onPing(WebSocket socket, byte[] data) throws Exception {
        called("ping", socket, data);
    }

    @Override
    public void onPong(WebSocket socket, byte[] data) throws Exception {
        called("pong", socket, data);
    }

    @Override
    public void onMessage(WebSocket socket, Object message) throws Exception {
        called("message", socket, message);
    }

    @Override
    public void onDrain(WebSocket socket, Instant deadline) throws Exception {
        called("drain", socket, deadline);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason) throws Exception {
        called("close", socket, code + " " + reason);
    }
}
