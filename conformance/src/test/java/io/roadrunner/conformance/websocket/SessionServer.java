package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A server of both versions of HTTP with a WebSocket at `/ws`, everything that its sessions were
/// called with, and everything that telemetry has said. Owned by one test; any thread.
final class SessionServer implements AutoCloseable {
    static final String PATH = "/ws";

    private final List<NotedSession> sessions = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
    private final TestServer server;

    private SessionServer(
            WebSocketOptions options,
            NotedSession.Behavior behavior,
            UnaryOperator<ListenerOptionsBuilder> change) {
        Routes routes =
                Routes.builder()
                        .get(PATH, WebSockets.handler(options, _ -> session(behavior)))
                        .get("/hello", _ -> Responses.text(200, "hello"))
                        .build();
        server =
                TestServer.start(o ->
                        change.apply(
                                o.routes(routes)
                                        .protocols(Protocol.http1(), Protocol.http2())
                                        .detectPreface(true)));
        server.roadrunner().telemetry().attach(events::add);
    }

    private NotedSession session(NotedSession.Behavior behavior) {
        NotedSession session = new NotedSession(behavior);
        sessions.add(session);
        return session;
    }

    /// A server whose sessions do this.
    static SessionServer start(NotedSession.Behavior behavior) {
        return start(WebSocketOptions.standard(), behavior);
    }

    /// A server with options for its sessions.
    static SessionServer start(WebSocketOptions options, NotedSession.Behavior behavior) {
        return start(options, behavior, UnaryOperator.identity());
    }

    /// A server with options for its sessions and for its listener.
    static SessionServer start(
            WebSocketOptions options,
            NotedSession.Behavior behavior,
            UnaryOperator<ListenerOptionsBuilder> change) {
        return new SessionServer(options, behavior, change);
    }

    int port() {
        return server.port();
    }

    Listener listener() {
        return server.listener();
    }

    ListenerInfo info() {
        return server.listener().info();
    }

    /// A new session.
    SessionClient connect(Carrier carrier) {
        return carrier.connect(port(), PATH);
    }

    /// The session that was asked for as the n-th, from 0 on.
    NotedSession session(int n) {
        Await.until("session " + n, () -> sessions.size() > n);
        return sessions.get(n);
    }

    /// All sessions so far.
    List<NotedSession> sessions() {
        return List.copyOf(sessions);
    }

    /// The events of a type in the order of their emission.
    <E extends TelemetryEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Waits for so many events of a type, and expects that there are no more.
    <E extends TelemetryEvent> List<E> awaitEvents(Class<E> type, int count) {
        Await.until(count + " × " + type.getSimpleName(), () -> events(type).size() >= count);
        assertEquals(count, events(type).size(), type.getSimpleName());
        return events(type);
    }

    /// Waits until no connection holds a slot and no request runs.
    void awaitNothingLeft() {
        Await.until(
                "every slot is free",
                Duration.ofSeconds(20),
                () -> info().activeClients() == 0 && info().activeRequests() == 0);
    }

    /// Drains in a thread of its own.
    CompletableFuture<DrainResult> drain(DrainOptions options) {
        CompletableFuture<DrainResult> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(listener().drain(options));
                    } catch (InterruptedException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    CompletableFuture<DrainResult> drain(Duration timeout) {
        return drain(DrainOptions.standard().withTimeout(timeout));
    }

    @Override
    public void close() {
        server.close();
    }
}
