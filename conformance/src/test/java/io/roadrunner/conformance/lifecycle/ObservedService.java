package io.roadrunner.conformance.lifecycle;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.Service;
import io.roadrunner.ServiceOptions;
import io.roadrunner.ServiceStatus;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.Http2Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/// A service `shop` with a listener `http`, another one `internal` for HTTP/2 without TLS, and what
/// telemetry has said of them. Owned by the test that made it, which closes it.
final class ObservedService implements AutoCloseable {
    static final String NAME = "shop";
    static final String INTERNAL = "internal";

    private final Roadrunner roadrunner = Roadrunner.create();
    private final ConcurrentLinkedQueue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
    private final Service service;

    private ObservedService(ServiceOptions options) {
        roadrunner.telemetry().attach(events::add);
        service = roadrunner.startService(options);
    }

    static ObservedService routing(Routes routes) {
        return with(options -> options.routes(routes));
    }

    static ObservedService with(UnaryOperator<ServiceOptions.Builder> change) {
        return new ObservedService(change.apply(options(NAME)).build());
    }

    /// Both listeners on free ports, without anything that answers.
    static ServiceOptions.Builder options(String name) {
        return ServiceOptions.builder(name)
                .http(http -> http.host("127.0.0.1").port(0).socketBacklog(4096))
                .listener(INTERNAL, internal());
    }

    static ListenerOptionsBuilder internal() {
        return ListenerOptions.builder()
                .host("127.0.0.1")
                .port(0)
                .protocols(Protocol.http2())
                .socketBacklog(4096);
    }

    Roadrunner roadrunner() {
        return roadrunner;
    }

    Service service() {
        return service;
    }

    Listener listener(String name) {
        return service.listener(name).orElseThrow();
    }

    /// A connection by HTTP/1.1.
    Wire connect() {
        return Wire.connect(listener("http").port());
    }

    /// A connection by HTTP/2.
    Http2Wire connectInternally() {
        return Http2Wire.connect(listener(INTERNAL).port());
    }

    <E extends TelemetryEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <E extends TelemetryEvent> List<E> awaitEvents(Class<E> type, int count) {
        Await.until(count + " × " + type.getSimpleName(), () -> events(type).size() >= count);
        return events(type);
    }

    void awaitInFlight(int requests) {
        Await.until(
                requests + " in flight: " + service.inFlight(),
                Duration.ofSeconds(10),
                () -> service.inFlight() == requests);
    }

    void awaitStatus(ServiceStatus status) {
        Await.until("the status is " + status, () -> service.status() == status);
    }

    /// Drains in a thread of its own.
    CompletableFuture<DrainResult> drain(DrainOptions options) {
        return inBackground(() -> roadrunner.drain(service, options));
    }

    CompletableFuture<DrainResult> drain(Duration timeout) {
        return drain(DrainOptions.standard().withTimeout(timeout));
    }

    /// Waits in a thread of its own.
    CompletableFuture<DrainResult> awaitIdle(Duration timeout) {
        DrainOptions options = DrainOptions.standard().withTimeout(timeout);
        return inBackground(() -> roadrunner.awaitIdle(options));
    }

    /// Waits for a drain.
    interface Waiting {
        DrainResult result() throws InterruptedException;
    }

    static CompletableFuture<DrainResult> inBackground(Waiting waiting) {
        CompletableFuture<DrainResult> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(waiting.result());
                    } catch (InterruptedException | RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    @Override
    public void close() {
        roadrunner.close();
    }
}
