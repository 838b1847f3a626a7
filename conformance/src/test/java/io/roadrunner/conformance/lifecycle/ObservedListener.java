package io.roadrunner.conformance.lifecycle;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.http.Handler;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// A listener on a free port of this machine, and everything that telemetry has said since its
/// start. Owned by the test that made it, which closes it.
final class ObservedListener implements AutoCloseable {
    /// The name of the listener.
    static final String NAME = "observed";

    private final Roadrunner roadrunner = Roadrunner.create();
    private final ConcurrentLinkedQueue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
    private final Listener listener;

    private ObservedListener(ListenerOptions options) {
        roadrunner.telemetry().attach(events::add);
        listener = roadrunner.startListener(NAME, options);
    }

    /// A listener with one handler for everything.
    static ObservedListener handling(Handler handler) {
        return routing(Routes.handler(handler));
    }

    /// A listener with a table of routes.
    static ObservedListener routing(Routes routes) {
        return with(options -> options.routes(routes));
    }

    /// A listener with more options of its own.
    static ObservedListener with(Consumer<ListenerOptionsBuilder> options) {
        return new ObservedListener(options(options));
    }

    /// Options for a free port of this machine.
    static ListenerOptions options(Consumer<ListenerOptionsBuilder> change) {
        ListenerOptionsBuilder builder = ListenerOptions.builder().host("127.0.0.1").port(0);
        change.accept(builder);
        return builder.build();
    }

    Roadrunner roadrunner() {
        return roadrunner;
    }

    Listener listener() {
        return listener;
    }

    ListenerInfo info() {
        return listener.info();
    }

    Wire connect() {
        return Wire.connect(listener.port());
    }

    /// A connection that has had one answer and waits for nothing.
    Wire connectIdle(String path) {
        Wire wire = connect();
        wire.send(get(path)).readResponse().expectStatus(200).expectNoHeader("connection");
        return wire;
    }

    /// A request without content.
    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /// The events of a type in the order of their emission.
    <E extends TelemetryEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Waits for so many events of a type.
    <E extends TelemetryEvent> List<E> awaitEvents(Class<E> type, int count) {
        Await.until(count + " × " + type.getSimpleName(), () -> events(type).size() >= count);
        return events(type);
    }

    /// Waits until no connection holds a slot and no request runs.
    void awaitNothingLeft() {
        Await.until(
                "every slot is free: " + info(),
                Duration.ofSeconds(10),
                () -> info().activeClients() == 0 && info().activeRequests() == 0);
    }

    void awaitStatus(ListenerStatus status) {
        Await.until("the status is " + status, () -> listener.status() == status);
    }

    /// Drains in a thread of its own.
    CompletableFuture<DrainResult> drain(DrainOptions options) {
        CompletableFuture<DrainResult> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(listener.drain(options));
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
        roadrunner.close();
    }
}
