package io.roadrunner.conformance;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A listener and everything that telemetry has said since its start. Owned by the test that made
/// it, which closes it.
public class ObservedServer implements AutoCloseable {
    private final Roadrunner roadrunner = Roadrunner.create();
    private final ConcurrentLinkedQueue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
    private final Listener listener;

    /// Starts the listener.
    protected ObservedServer(String name, ListenerOptions options) {
        roadrunner.telemetry().attach(events::add);
        listener = roadrunner.startListener(name, options);
    }

    public final Roadrunner roadrunner() {
        return roadrunner;
    }

    public final Listener listener() {
        return listener;
    }

    public final ListenerInfo info() {
        return listener.info();
    }

    /// The events of a type in the order of their emission.
    public final <E extends TelemetryEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Waits for so many events of a type.
    public final <E extends TelemetryEvent> List<E> awaitEvents(Class<E> type, int count) {
        Await.until(count + " × " + type.getSimpleName(), () -> events(type).size() >= count);
        return events(type);
    }

    /// Waits until no connection holds a slot and no request runs.
    public final void awaitNothingLeft() {
        Await.until(
                "every slot is free: " + info(),
                Duration.ofSeconds(10),
                () -> info().activeClients() == 0 && info().activeRequests() == 0);
    }

    public final void awaitStatus(ListenerStatus status) {
        Await.until("the status is " + status, () -> listener.status() == status);
    }

    /// Drains in a thread of its own.
    public final CompletableFuture<DrainResult> drain(DrainOptions options) {
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

    public final CompletableFuture<DrainResult> drain(Duration timeout) {
        return drain(DrainOptions.standard().withTimeout(timeout));
    }

    @Override
    public final void close() {
        roadrunner.close();
    }
}
